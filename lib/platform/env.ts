import { randomBytes } from "node:crypto";
import { z } from "zod";

const flag = z.enum(["0", "1", "true", "false"]).transform((value) => value === "1" || value === "true");
// `NAME=` in a .env file means "not set", as the quick start's empty REDIS_PASSWORD does.
const blankIsUnset = (value: unknown) => (value === "" ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankIsUnset, schema.optional());
const withDefault = <T extends z.ZodType>(schema: T, value: z.input<T>) =>
  z.preprocess((given) => (given === "" || given === undefined ? value : given), schema);
const integer = (min: number, max: number) => z.coerce.number().int().min(min).max(max);
const list = z.string().transform((text) =>
  text
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== ""),
);

/**
 * Every variable that Posthorn reads. `.env.example` is held against this by a test; `describe` is its comment there
 * and its row in the README.
 */
export const EnvSchema = z.object({
  NODE_ENV: withDefault(z.enum(["development", "test", "production"]), "production").describe(
    "development, test or production",
  ),
  DATABASE_URL: z
    .string({ error: "is not set: npm start sets it, or give postgresql://user:password@host:5432/database" })
    .min(1)
    .describe("PostgreSQL; when it is not set, npm start brings its own"),
  DATABASE_POOL_SIZE: withDefault(integer(2, 200), "20").describe("PostgreSQL connections per process"),
  REDIS_URL: optional(z.string()).describe(
    "Redis for the queue, as redis://:password@host:6379/0; without Redis the queue runs on PostgreSQL",
  ),
  REDIS_HOST: optional(z.string()).describe("Redis host, instead of REDIS_URL"),
  REDIS_PORT: withDefault(integer(1, 65_535), "6379").describe("Redis port, with REDIS_HOST"),
  REDIS_PASSWORD: optional(z.string()).describe("Redis password, with REDIS_HOST"),
  HOST: withDefault(z.string(), "127.0.0.1").describe("Address the web process listens on"),
  PORT: withDefault(integer(1, 65_535), "3001").describe("Port the web process listens on"),
  POSTHORN_HOME: withDefault(z.string(), ".posthorn").describe(
    "Folder of the embedded database, generated keys and demo.json",
  ),
  POSTHORN_DEMO: withDefault(z.enum(["full", "empty", "off"]), "empty").describe(
    "Demo workspace of npm start: full of sample deliveries (default with the embedded database), empty (default with DATABASE_URL), or off",
  ),
  POSTHORN_PUBLIC_URL: optional(z.url()).describe(
    "Address under which people and inboxes reach this instance; default http://localhost:PORT",
  ),
  POSTHORN_ENCRYPTION_KEYS: z
    .string({
      error: "is not set: npm start generates it, or give id:base64-of-32-bytes, newest first, separated by commas",
    })
    .describe("Key ring for secrets at rest: id:base64 of 32 bytes, newest first, separated by commas"),
  POSTHORN_API_KEY_PEPPER: z
    .string({ error: "is not set: npm start generates it, or give at least 32 random characters" })
    .min(32)
    .describe("Key of the HMAC under which API keys are stored"),
  NEXTAUTH_SECRET: z
    .string({ error: "is not set: npm start generates it, or give at least 32 random characters" })
    .min(32)
    .describe("Key of the session cookies"),
  NEXTAUTH_URL: optional(z.url()).describe("Address next-auth uses in callbacks; default POSTHORN_PUBLIC_URL"),
  GITHUB_CLIENT_ID: optional(z.string()).describe("Sign in with GitHub"),
  GITHUB_CLIENT_SECRET: optional(z.string()).describe("Sign in with GitHub"),
  GOOGLE_CLIENT_ID: optional(z.string()).describe("Sign in with Google"),
  GOOGLE_CLIENT_SECRET: optional(z.string()).describe("Sign in with Google"),
  POSTHORN_SIGN_UP: withDefault(z.enum(["open", "invited"]), "open").describe(
    "Who may make an account: anybody, or only who was invited",
  ),
  SMTP_URL: optional(z.string()).describe("Mail server for warnings and invitations, as smtp://user:password@host:587"),
  MAIL_FROM: withDefault(z.string(), "Posthorn <posthorn@localhost>").describe("Sender of mail"),
  WEBHOOK_WORKER_CONCURRENCY: withDefault(integer(1, 10_000), "100").describe("Requests in flight per worker"),
  WEBHOOK_RATE_LIMIT: withDefault(integer(1, 1_000_000), "100").describe(
    "Requests per second to one webhook that sets no limit of its own",
  ),
  WEBHOOK_ALLOW_PRIVATE_NETWORKS: withDefault(list, "").describe(
    "CIDRs that deliveries may reach although they are private, separated by commas",
  ),
  API_RATE_LIMIT: withDefault(integer(1, 1_000_000), "2000").describe("API requests per second and key"),
  METRICS_TOKEN: optional(z.string().min(16)).describe(
    "Bearer token that /api/metrics asks for; without it only loopback may read them",
  ),
  WORKER_METRICS_PORT: optional(integer(1, 65_535)).describe(
    "Loopback port on which a worker shows /metrics and /healthz; without it, none",
  ),
  TRUST_PROXY: withDefault(flag, "false").describe(
    "Whether X-Forwarded-For and X-Forwarded-Proto come from a proxy of yours",
  ),
  LOG_LEVEL: withDefault(z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]), "info").describe(
    "Least level that is logged",
  ),
});

export type Env = z.output<typeof EnvSchema>;

/**
 * Reads the process environment. Called by the `main.ts` files and by the platform singletons only.
 * @throws Error with one line that names each bad variable and how to mend it.
 */
export function loadEnv(source: NodeJS.ProcessEnv = process.env): Env {
  const parsed = EnvSchema.safeParse(source);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
  throw new Error(`The environment is incomplete: ${problems.join("; ")}.`);
}

/**
 * As `loadEnv`, for a script that only triggers events: it seals nothing and signs nobody in, so it need not be trusted
 * with the keys. Those that are not set are made up.
 */
export function loadKeylessEnv(source: NodeJS.ProcessEnv = process.env): Env {
  const unused = randomBytes(32).toString("base64");
  const keys = {
    POSTHORN_ENCRYPTION_KEYS: `unused:${unused}`,
    POSTHORN_API_KEY_PEPPER: unused,
    NEXTAUTH_SECRET: unused,
  };
  return loadEnv({ ...keys, ...source });
}

/** Where the queue runs: Redis when one is configured, else PostgreSQL itself. */
export type QueueConnection = { backend: "redis"; url: string } | { backend: "postgres"; connectionString: string };

/** @returns the queue's connection, by the rule that REDIS_URL goes before REDIS_HOST and Redis before PostgreSQL. */
export function queueConnection(env: Env): QueueConnection {
  if (env.REDIS_URL !== undefined) return { backend: "redis", url: env.REDIS_URL };
  if (env.REDIS_HOST !== undefined) {
    const password = env.REDIS_PASSWORD === undefined ? "" : `:${encodeURIComponent(env.REDIS_PASSWORD)}@`;
    return { backend: "redis", url: `redis://${password}${env.REDIS_HOST}:${env.REDIS_PORT}` };
  }
  return { backend: "postgres", connectionString: env.DATABASE_URL };
}

/** @returns the address people reach this instance at, without a slash at its end. */
export function publicUrl(env: Env): string {
  const host = env.HOST === "127.0.0.1" || env.HOST === "0.0.0.0" || env.HOST === "::" ? "localhost" : env.HOST;
  return (env.POSTHORN_PUBLIC_URL ?? `http://${host}:${env.PORT}`).replace(/\/+$/, "");
}
