import type { Actor, Context, Services } from "@/lib/access";
import { type ApiKeyVerifier, createApiKeyVerifier, hashApiKey } from "@/lib/api-keys";
import { notFound } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import type { Lookup } from "@/lib/egress";
import { createIngestor, type Ingestor } from "@/lib/events";
import { createDatabase, type Database } from "@/lib/platform/db";
import { createEncryption } from "@/lib/platform/encryption";
import { type Env, loadEnv, publicUrl, queueConnection } from "@/lib/platform/env";
import { createLogger, type Logger } from "@/lib/platform/logger";
import { createMailer } from "@/lib/platform/mail";
import { createRinger, type Ringer } from "@/lib/queue";
import {
  createEventStreams,
  createPublisher,
  createSubscriber,
  EVERY_WORKSPACE,
  type EventStreams,
  type Subscriber,
} from "@/lib/realtime";
import { createThrottle, type Throttle } from "@/lib/users";

/** The composition root: one process's environment, made into everything that domains and adapters use. */
export type Runtime = {
  env: Env;
  logger: Logger;
  database: Database;
  ringer: Ringer;
  services: Services;
  apiKeys: ApiKeyVerifier;
  /** Hears what any process publishes. */
  subscriber: Subscriber;
  /** Server-Sent Events of this process. */
  eventStreams: EventStreams;
  /** Accepts events, many requests to a statement. */
  ingestor: Ingestor;
  /** Counts tries to sign in and up. */
  throttle: Throttle;
  /** What a domain verb takes, on the pool; `transact` makes it one in a transaction. */
  contextFor(caller: { workspace: Context["workspace"]; actor: Actor; requestId: string; ip?: string }): Context;
  /** A context in which Posthorn itself acts. @throws AppError `not_found` without that workspace. */
  systemContext(workspaceId: string, name?: string): Promise<Context>;
  close(): Promise<void>;
};

/** What takes the place of the process's own: name servers and a log of a test. */
export type RuntimeParts = { lookup?: Lookup; logger?: Logger };

export type ProcessKind = "web" | "worker" | "script";

/** An API call must not wait long for a stuck query; a worker folds and sweeps. */
const STATEMENT_TIMEOUT_MS: Record<ProcessKind, number> = { web: 5_000, worker: 30_000, script: 30_000 };

// On globalThis: Next bundles route handlers apart from the web process's own code, and each bundle has its own modules.
const KEY = Symbol.for("posthorn.runtime");
const holder = globalThis as { [KEY]?: Runtime };

/**
 * Builds the process's runtime. It connects to nothing yet: every part does when it is first used.
 * @throws Error when the environment is incomplete, or when there is a runtime already.
 */
export function startRuntime(kind: ProcessKind, env: Env = loadEnv(), parts: RuntimeParts = {}): Runtime {
  if (holder[KEY] !== undefined) throw new Error("The runtime of this process is started already.");
  const runtime = build(kind, env, parts);
  holder[KEY] = runtime;
  return runtime;
}

/** @returns the process's runtime, undefined when nobody started one yet. */
export function findRuntime(): Runtime | undefined {
  return holder[KEY];
}

/** @returns the process's runtime; the first caller builds that of a web process. */
export function getRuntime(): Runtime {
  return holder[KEY] ?? startRuntime("web");
}

/** Closes every connection. The next `getRuntime` builds anew. */
export async function closeRuntime(): Promise<void> {
  const runtime = holder[KEY];
  delete holder[KEY];
  await runtime?.close();
}

function build(kind: ProcessKind, env: Env, parts: RuntimeParts): Runtime {
  const logger = parts.logger ?? createLogger(kind, env.LOG_LEVEL);
  const database = createDatabase({
    connectionString: env.DATABASE_URL,
    poolSize: env.DATABASE_POOL_SIZE,
    applicationName: `posthorn ${kind}`,
    statementTimeoutMs: STATEMENT_TIMEOUT_MS[kind],
    // Compiling a query, or starting processes for it, takes longer than any of these.
    sessionOptions: "-c jit=off -c max_parallel_workers_per_gather=0",
    onError: (err) => logger.warn({ err }, "a database connection broke"),
  });
  const connection = queueConnection(env);
  const ringer = createRinger({ connection, logger });
  const publisher = createPublisher({ connection, logger });
  const subscriber = createSubscriber({ connection, logger });
  const mail = createMailer({ smtpUrl: env.SMTP_URL, from: env.MAIL_FROM, logger });
  const hash = (key: string) => hashApiKey(key, env.POSTHORN_API_KEY_PEPPER);
  const apiKeys = hearOfChanges(createApiKeyVerifier({ sql: database.sql, hash, logger }), subscriber);
  const throttle = createThrottle(database.pool);
  const services: Services = {
    logger,
    encryption: createEncryption(env.POSTHORN_ENCRYPTION_KEYS),
    mail,
    ring: (webhookIds) => void ringer.ring(webhookIds),
    publish: publisher.publish,
    wakeBulkJob: (bulkJobId) => void ringer.addMaintenance("bulk", { bulkJobId }),
    destinations: {
      allowedCidrs: env.WEBHOOK_ALLOW_PRIVATE_NETWORKS,
      ownOrigin: new URL(publicUrl(env)).origin,
      lookup: parts.lookup,
    },
    apiKeys: { hash, forget: apiKeys.forget },
    throttle,
    defaultRateLimit: env.WEBHOOK_RATE_LIMIT,
  };
  const contextFor: Runtime["contextFor"] = (caller) => ({
    ...caller,
    db: database.prisma,
    services,
    afterCommit: (work) => work(),
  });

  return {
    env,
    logger,
    database,
    ringer,
    services,
    apiKeys,
    subscriber,
    eventStreams: createEventStreams({ subscriber }),
    ingestor: createIngestor({ ...services, database }),
    throttle,
    contextFor,
    async systemContext(workspaceId, name = "system") {
      const workspace = await database.prisma.workspace.findUnique({
        where: { id: workspaceId },
        select: { id: true, slug: true },
      });
      if (workspace === null) throw notFound("workspace");
      return contextFor({ workspace, actor: { kind: "system", name }, requestId: newId("request") });
    },
    async close() {
      await Promise.all([ringer.close(), publisher.close(), subscriber.close(), mail.close()]);
      await database.close();
    },
  };
}

/** Forgets a key when any process changed it. Listens from the first check on: a script that checks none stays free to end. */
function hearOfChanges(verifier: ApiKeyVerifier, subscriber: Subscriber): ApiKeyVerifier {
  let listening = false;
  return {
    ...verifier,
    verify(key, ip) {
      if (!listening)
        subscriber.listen(
          EVERY_WORKSPACE,
          (message) => {
            if (message.type === "api-key.changed") verifier.forget(message.apiKeyId);
          },
          ["api-key.changed"],
        );
      listening = true;
      return verifier.verify(key, ip);
    },
  };
}
