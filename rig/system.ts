import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { findFreePort } from "@/scripts/processes/free-port";
import { migrateDatabase } from "@/scripts/prisma/migrate";
import { startPostgres, type TestPostgres } from "@/tests/harness/postgres";
import { startRedis, type TestRedis } from "@/tests/harness/redis";
import { Producer } from "./load/producer";
import { type Behaviour, type Receiver, startReceiver } from "./load/receiver";
import { type Program, startProgram } from "./program";
import { type Proxy, startProxy } from "./proxy";
import { createTenants, type Tenant } from "./tenant";

/** The queue under it. */
export type Backend = "redis" | "postgres";

export type SystemOptions = {
  workers?: number;
  webs?: number;
  /** Requests in flight per worker: the C of the bounds. */
  concurrency?: number;
  tenants?: number;
  /** Puts proxies between the processes and their servers. */
  proxied?: boolean;
  /** More of the environment of web and workers. */
  settings?: Record<string, string>;
  postgres?: Parameters<typeof startPostgres>[0];
  /** Folder that all tables are kept in, apart from the write-ahead log; it must belong to PostgreSQL's user. */
  tableFolder?: string;
  /** Whether Redis runs when web and workers start. */
  redisAtStart?: boolean;
};

/** A webhook and where it points; `secrets` are those it was given, the latest last. */
export type Subscription = { id: string; secrets: string[]; path: string; tenant: Tenant };

type Proxies = Record<"web" | "worker", { postgres: Proxy; redis: Proxy | null }>;

export const DATABASE = "posthorn";
const UNLIMITED = "1000000";

/**
 * The whole product on real servers of its own: PostgreSQL that waits for its disk, Redis or none, web processes and
 * workers from the production build, and a receiver. Everything is on loopback, and gone after `close`.
 */
export class System {
  readonly webs: Program[] = [];
  readonly workers: Program[] = [];
  readonly subscriptions: Subscription[] = [];
  readonly producers: Producer[] = [];
  private logs = 0;
  private readonly urls = new Map<Program, string>();

  private constructor(
    readonly backend: Backend,
    readonly concurrency: number,
    private readonly folder: string,
    readonly env: NodeJS.ProcessEnv,
    readonly postgres: TestPostgres,
    readonly redis: TestRedis | null,
    readonly proxies: Proxies | null,
    readonly receiver: Receiver,
    readonly tenants: Tenant[],
    /** Straight to PostgreSQL, past every proxy. */
    readonly database: pg.Pool,
  ) {}

  /** Starts everything. @throws Error with the last words of what did not start. */
  static async open(backend: Backend, options: SystemOptions = {}): Promise<System> {
    const { workers = 1, webs = 1, concurrency = 50, tenants: tenantCount = 1, proxied = false } = options;
    const folder = mkdtempSync(join(tmpdir(), "posthorn-chaos-"));
    const postgres = await startPostgres({ durable: true, ...options.postgres });
    const redis = backend === "redis" ? await startRedis() : null;
    await createDatabase(postgres.url("postgres"), options.tableFolder);
    const direct = postgres.url(DATABASE);
    await migrateDatabase(direct);
    const env: NodeJS.ProcessEnv = {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      DATABASE_URL: direct,
      POSTHORN_HOME: folder,
      POSTHORN_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString("base64")}`,
      POSTHORN_API_KEY_PEPPER: randomBytes(32).toString("hex"),
      NEXTAUTH_SECRET: randomBytes(32).toString("hex"),
      WEBHOOK_ALLOW_PRIVATE_NETWORKS: "127.0.0.0/8",
      WEBHOOK_RATE_LIMIT: UNLIMITED,
      API_RATE_LIMIT: UNLIMITED,
      WEBHOOK_WORKER_CONCURRENCY: String(concurrency),
      LOG_LEVEL: "info",
      ...(redis === null ? {} : { REDIS_URL: redis.url }),
      ...options.settings,
    };
    const tenants = await createTenants(env, tenantCount);
    const proxies = proxied ? await openProxies(direct, redis) : null;
    const database = new pg.Pool({ connectionString: direct, max: 5, application_name: "chaos" });
    database.on("error", () => undefined); // PostgreSQL is stopped under it on purpose
    const receiver = await startReceiver();
    const system = new System(backend, concurrency, folder, env, postgres, redis, proxies, receiver, tenants, database);
    if (options.redisAtStart === false) await redis?.kill();
    try {
      await Promise.all([
        ...Array.from({ length: webs }, () => system.startWeb()),
        ...Array.from({ length: workers }, () => system.startWorker()),
      ]);
    } catch (error) {
      await system.close();
      throw error;
    }
    return system;
  }

  /** One more web process. */
  async startWeb(settings: Record<string, string> = {}): Promise<Program> {
    const port = await findFreePort();
    const url = `http://127.0.0.1:${port}`;
    const env = { ...this.environment("web"), ...settings, HOST: "127.0.0.1", PORT: String(port) };
    const web = await startProgram({ bundle: "web", env, logFile: this.logFile("web") }, (log) =>
      log.includes("web is ready"),
    );
    this.webs.push(web);
    this.urls.set(web, url);
    return web;
  }

  /** One more worker. @param settings what differs in its environment. */
  async startWorker(settings: Record<string, string> = {}): Promise<Program> {
    const env = { ...this.environment("worker"), ...settings };
    const worker = await startProgram({ bundle: "worker", env, logFile: this.logFile("worker") }, (log) =>
      log.includes("worker is ready"),
    );
    this.workers.push(worker);
    return worker;
  }

  /** Where the running web processes are. */
  webUrls = (): string[] => this.webs.filter((web) => web.isRunning()).map((web) => this.urls.get(web) ?? "");

  urlOf = (web: Program): string => this.urls.get(web) ?? "";

  /** A customer's program with a ledger of its own. */
  producer(tenant = this.tenants[0], urls = this.webUrls): Producer {
    const producer = new Producer({ urls, key: tenant?.key ?? "" });
    this.producers.push(producer);
    return producer;
  }

  /** Calls the API. @throws Error on anything but a 2xx. */
  async call<Body>(method: string, path: string, body?: unknown, tenant = this.tenants[0]): Promise<Body> {
    const response = await fetch(`${this.webUrls()[0]}${path}`, {
      method,
      headers: { authorization: `Bearer ${tenant?.key ?? ""}`, "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return (text === "" ? undefined : JSON.parse(text)) as Body;
  }

  /** Makes a webhook that points at a path of the receiver. */
  async subscribe(
    path: string,
    options: { behaviour?: Behaviour; tenant?: Tenant; input?: Record<string, unknown>; url?: string } = {},
  ): Promise<Subscription> {
    const tenant = options.tenant ?? this.tenants[0];
    if (tenant === undefined) throw new Error("There is no tenant.");
    const { id, secret } = await this.call<{ id: string; secret: string }>(
      "POST",
      "/api/webhooks",
      {
        name: path,
        url: options.url ?? `${this.receiver.url}${path}`,
        events: ["project.created"],
        ...options.input,
      },
      tenant,
    );
    await this.receiver.set(path, { secrets: [secret], behaviour: options.behaviour });
    const subscription = { id, secrets: [secret], path, tenant };
    this.subscriptions.push(subscription);
    return subscription;
  }

  /** Runs one statement, straight in the database. */
  async sql<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.database.query<Row>(text, values)).rows;
  }

  /** @returns the only number that a statement answers. */
  async count(text: string, values: unknown[] = []): Promise<number> {
    const [row] = await this.sql(text, values);
    return Number(Object.values(row ?? {})[0]);
  }

  /** Locks a table against writing. @returns what gives it free. */
  async lockTable(table: string): Promise<() => Promise<void>> {
    const client = new pg.Client({ connectionString: this.env.DATABASE_URL });
    await client.connect();
    // PostgreSQL may be stopped before the lock is given back.
    client.on("error", () => undefined);
    await client.query(`BEGIN; LOCK TABLE ${table} IN SHARE ROW EXCLUSIVE MODE`);
    return () => client.end();
  }

  /** Waits. @throws Error that says for what, after the time. */
  async until(what: string, isTrue: () => boolean | Promise<boolean>, timeoutMs = 60_000): Promise<number> {
    const startedMs = performance.now();
    for (;;) {
      if (await isTrue()) return performance.now() - startedMs;
      if (performance.now() - startedMs > timeoutMs) throw new Error(`Waited ${timeoutMs} ms until ${what}.`);
      await sleep(50);
    }
  }

  /** What the processes complained about last: for whoever asks why an experiment fell short. */
  complaints(): string[] {
    const isComplaint = (line: string) => /"level":"?(40|50|60|warn|error|fatal)/.test(line);
    return [...this.webs, ...this.workers].flatMap((program) =>
      program.log().split("\n").filter(isComplaint).slice(-3),
    );
  }

  /** Waits until every delivery there is has been delivered. @throws Error after the time. */
  untilDelivered(timeoutMs?: number): Promise<number> {
    const open = "SELECT count(*)::int FROM deliveries WHERE status <> 'delivered'";
    return this.until("all is delivered", async () => (await this.count(open)) === 0, timeoutMs);
  }

  /** Processes that ended although nobody ended them: for faults that kill none. */
  get gaveUp(): number {
    return [...this.webs, ...this.workers].filter((program) => !program.isRunning()).length;
  }

  async close(): Promise<void> {
    await Promise.all(this.producers.map((producer) => producer.end()));
    for (const program of [...this.webs, ...this.workers]) {
      program.signal("SIGCONT");
      await program.kill();
    }
    await this.database.end();
    for (const { postgres, redis } of Object.values(this.proxies ?? {}))
      await Promise.all([postgres.close(), redis?.close()]);
    await this.receiver.close();
    await this.redis?.kill();
    await this.postgres.remove();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private environment(program: "web" | "worker"): NodeJS.ProcessEnv {
    if (this.proxies === null) return this.env;
    const { postgres, redis } = this.proxies[program];
    return { ...this.env, DATABASE_URL: postgres.url, ...(redis !== null && { REDIS_URL: redis.url }) };
  }

  private logFile(name: string): string {
    return join(this.folder, `${name}-${(this.logs += 1)}.log`);
  }
}

async function createDatabase(url: string, tableFolder: string | undefined): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  if (tableFolder !== undefined) await client.query(`CREATE TABLESPACE apart LOCATION '${tableFolder}'`);
  await client.query(`CREATE DATABASE ${DATABASE} ${tableFolder === undefined ? "" : "TABLESPACE apart"}`);
  await client.end();
}

async function openProxies(databaseUrl: string, redis: TestRedis | null): Promise<Proxies> {
  const open = async () => ({
    postgres: await startProxy(databaseUrl),
    redis: redis === null ? null : await startProxy(redis.url),
  });
  return { web: await open(), worker: await open() };
}
