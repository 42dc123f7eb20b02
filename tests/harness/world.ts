import { randomBytes } from "node:crypto";
import type { Actor, Context } from "@/lib/access";
import { newId } from "@/lib/core/ids";
import { createIngestor, type Ingestor } from "@/lib/events";
import { seedEventTypes } from "@/lib/event-types";
import { createDatabase, type Database } from "@/lib/platform/db";
import { createEncryption } from "@/lib/platform/encryption";
import { createLogger } from "@/lib/platform/logger";
import { createMailer } from "@/lib/platform/mail";
import { createThrottle } from "@/lib/users";
import { createTestDatabase } from "./database";

/** A database of the test's own with one workspace, and the ways into it; what would be rung or published is kept. */
export type World = {
  url: string;
  database: Database;
  ctx: Context;
  /** Another tenant of the same database. */
  stranger: Context;
  ingestor: Ingestor;
  /** Number of requests in each group that the ingestor wrote. */
  groups: number[];
  rings: string[];
  published: { workspaceId: string; message: unknown }[];
  as(actor: Actor): Context;
  newWorkspace(): Promise<Context>;
  close(): Promise<void>;
};

export async function createWorld(): Promise<World> {
  const testDatabase = await createTestDatabase();
  const database = createDatabase({
    connectionString: testDatabase.url,
    poolSize: 10,
    applicationName: "test",
    statementTimeoutMs: 20_000,
  });
  const logger = createLogger("test", "silent");
  const rings: string[] = [];
  const published: World["published"] = [];
  const services: Context["services"] = {
    logger,
    encryption: createEncryption(`test:${randomBytes(32).toString("base64")}`),
    mail: createMailer({ smtpUrl: undefined, from: "test@localhost", logger }),
    ring: (webhookIds) => void rings.push(...webhookIds),
    publish: (workspaceId, message) => void published.push({ workspaceId, message }),
    wakeBulkJob: () => undefined,
    destinations: { allowedCidrs: ["127.0.0.0/8"], ownOrigin: "http://localhost:3001" },
    apiKeys: { hash: () => Buffer.alloc(32), forget: () => undefined },
    throttle: createThrottle(database.pool),
    defaultRateLimit: 100,
  };
  const groups: number[] = [];
  const ingestor = createIngestor({ ...services, database, flushed: (requests) => void groups.push(requests) });
  const newWorkspace = async (): Promise<Context> => {
    const id = newId("workspace");
    const workspace = { id, slug: id.replaceAll("_", "-") };
    await database.prisma.workspace.create({ data: { ...workspace, name: "Test", updatedAt: new Date() } });
    const ctx: Context = {
      workspace,
      actor: { kind: "system", name: "test" },
      requestId: newId("request"),
      db: database.prisma,
      services,
      afterCommit: (work) => work(),
    };
    await seedEventTypes(ctx);
    return ctx;
  };
  const ctx = await newWorkspace();
  const stranger = await newWorkspace();
  return {
    url: testDatabase.url,
    database,
    ctx,
    stranger,
    ingestor,
    groups,
    rings,
    published,
    as: (actor) => ({ ...ctx, actor }),
    newWorkspace,
    async close() {
      await database.close();
      await testDatabase.drop();
    },
  };
}
