import { randomBytes } from "node:crypto";
import type { Context } from "@/lib/access";
import { transact } from "@/lib/access";
import { newId } from "@/lib/core/ids";
import { triggerEvent } from "@/lib/events";
import { seedEventTypes } from "@/lib/event-types";
import { loadEnv } from "@/lib/platform/env";
import { closeRuntime, type Runtime, startRuntime } from "@/lib/runtime";
import { createWebhook } from "@/lib/webhooks";
import { createTestDatabase } from "@/tests/harness/database";
import { type HttpReceiver, startHttpReceiver } from "@/tests/harness/http-receiver";
import { redisDatabase } from "@/tests/harness/redis-database";
import { startWorker, type Worker } from "@/worker/runtime";

export type Backend = "redis" | "postgres";

type NewWebhook = Partial<Parameters<typeof createWebhook>[1]> & { path?: string };

/** Everything between an event and a receiver: a database and queue of the test's own, a receiver, workers. */
export type Stage = {
  env: NodeJS.ProcessEnv;
  runtime: Runtime;
  ctx: Context;
  receiver: HttpReceiver;
  /** Creates a webhook that points at the receiver; its rate is not limited unless told. */
  newWebhook(given?: NewWebhook): Promise<{ id: string; secret: string; path: string }>;
  /** Triggers one event. @returns the id of its delivery to the webhook, the only one of the workspace unless told. */
  send(data?: unknown, webhookId?: string): Promise<string>;
  /** Triggers many, quickly. */
  sendMany(count: number): Promise<void>;
  /** Sends some to one webhook, each after the last arrived. @returns how long each took, in ms, the shortest first. */
  latenciesOf(webhook: { id: string; path: string }, count: number): Promise<number[]>;
  startWorker(): Promise<Worker>;
  delivery(id: string): Promise<DeliveryRow>;
  attempts(deliveryId: string): Promise<AttemptRow[]>;
  /** Resolves with the delivery once it is in that state. */
  waitForState(deliveryId: string, status: string, timeoutMs?: number): Promise<DeliveryRow>;
  /** Resolves once the query's only number is what is wanted. */
  waitForCount(sql: string, wanted: number, timeoutMs?: number): Promise<void>;
  close(): Promise<void>;
};

export type DeliveryRow = {
  id: string;
  status: string;
  attempt_count: number;
  schedule_step: number;
  next_attempt_at: Date | null;
  last_attempt_at: Date;
  last_status_code: number | null;
  last_cause: string | null;
  completed_at: Date | null;
};

export type AttemptRow = {
  id: string;
  number: number;
  trigger: string;
  actor: string | null;
  ok: boolean;
  status_code: number | null;
  cause: string | null;
  started_at: Date;
  url: string;
  request_headers: string;
  response_headers: string | null;
  response_body: Buffer | null;
  remote_address: string | null;
  phases: string;
};

/** @param options.databaseUrl a migrated database, instead of a copy of the template. */
export async function openStage(
  options: { backend?: Backend; databaseUrl?: string; redisUrl?: string; settings?: Record<string, string> } = {},
): Promise<Stage> {
  const database = options.databaseUrl === undefined ? await createTestDatabase() : null;
  const redisUrl = options.redisUrl ?? (options.backend === "redis" ? await redisDatabase() : undefined);
  const env: NodeJS.ProcessEnv = {
    NODE_ENV: "test",
    DATABASE_URL: options.databaseUrl ?? database?.url,
    POSTHORN_ENCRYPTION_KEYS: `test:${randomBytes(32).toString("base64")}`,
    POSTHORN_API_KEY_PEPPER: randomBytes(32).toString("hex"),
    NEXTAUTH_SECRET: randomBytes(32).toString("hex"),
    WEBHOOK_ALLOW_PRIVATE_NETWORKS: "127.0.0.0/8",
    LOG_LEVEL: "silent",
    ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
    ...options.settings,
  };
  const runtime = startRuntime("worker", loadEnv(env));
  const receiver = await startHttpReceiver();
  const workspaceId = newId("workspace");
  await runtime.database.prisma.workspace.create({ data: { id: workspaceId, slug: "test", name: "Test" } });
  const ctx = await runtime.systemContext(workspaceId, "test");
  await seedEventTypes(ctx);
  const workers: Worker[] = [];
  const { sql } = runtime.database;
  let paths = 0;

  const stage: Stage = {
    env,
    runtime,
    ctx,
    receiver,
    async newWebhook({ path = `/hook-${(paths += 1)}`, ...given } = {}) {
      const input = {
        name: "Test",
        url: `${receiver.url}${path}`,
        events: ["project.created"],
        rateLimit: 100_000,
        ...given,
      };
      const { id, secret } = await createWebhook(ctx, input as Parameters<typeof createWebhook>[1]);
      return { id, secret, path };
    },
    async send(data = { id: "prj_1", name: "Test" }, webhookId) {
      const event = await transact(ctx, (tx) => triggerEvent(tx, { type: "project.created", data }));
      const rows = await sql<{ id: string }>(
        "SELECT id FROM deliveries WHERE event_id = $1 AND ($2 = '' OR webhook_id = $2)",
        [event.id, webhookId ?? ""],
      );
      const [row] = rows;
      if (row === undefined || rows.length > 1)
        throw new Error(`The event has ${rows.length} deliveries; say which webhook.`);
      return row.id;
    },
    async sendMany(count) {
      const events = (some: number) =>
        Array.from({ length: some }, (_, index) => ({ type: "project.created", dataText: `{"n":${index}}` }));
      for (let left = count; left > 0; left -= 500)
        await runtime.ingestor.submit({ workspaceId, events: events(Math.min(left, 500)) });
    },
    async latenciesOf({ id, path }, count) {
      const before = receiver.requestsTo(path).length;
      const latenciesMs: number[] = [];
      for (let index = before; index < before + count; index += 1) {
        const sentMs = Date.now();
        await stage.send({ index }, id);
        const requests = await receiver.waitForRequests(index + 1, { path });
        latenciesMs.push((requests[index]?.receivedAtMs ?? Number.NaN) - sentMs);
      }
      return latenciesMs.sort((a, b) => a - b);
    },
    async startWorker() {
      const worker = await startWorker(runtime, () => {
        throw new Error("The worker is stuck.");
      });
      workers.push(worker);
      return worker;
    },
    async delivery(id) {
      const [row] = await sql<DeliveryRow>("SELECT * FROM deliveries WHERE id = $1", [id]);
      if (row === undefined) throw new Error(`No delivery ${id}`);
      return row;
    },
    attempts: (deliveryId) =>
      sql<AttemptRow>("SELECT * FROM attempts WHERE delivery_id = $1 ORDER BY number", [deliveryId]),
    async waitForState(deliveryId, status, timeoutMs = 15_000) {
      await until(
        async () => (await stage.delivery(deliveryId)).status === status,
        `${deliveryId} to be ${status}`,
        timeoutMs,
      );
      return stage.delivery(deliveryId);
    },
    async waitForCount(query, wanted, timeoutMs = 15_000) {
      let count: unknown;
      const reached = async () => {
        const [row] = await sql(query);
        count = Object.values(row ?? {})[0];
        return count === wanted;
      };
      await until(reached, () => `${query} to be ${wanted}, it is ${String(count)}`, timeoutMs);
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.close()));
      await receiver.close();
      await closeRuntime();
      await database?.drop();
    },
  };
  return stage;
}

/** Asks every 20 ms. @throws Error that says what was waited for. */
export async function until(
  isTrue: () => Promise<boolean>,
  what: string | (() => string),
  timeoutMs = 15_000,
): Promise<void> {
  const deadlineMs = Date.now() + timeoutMs;
  while (!(await isTrue())) {
    if (Date.now() > deadlineMs)
      throw new Error(`Waited ${timeoutMs} ms for ${typeof what === "string" ? what : what()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
