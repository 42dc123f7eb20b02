import { setTimeout as sleep } from "node:timers/promises";
import { pino } from "pino";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { newId } from "@/lib/core/ids";
import type { QueueConnection } from "@/lib/platform/env";
import {
  createEventStreams,
  createPublisher,
  createSubscriber,
  EVERY_WORKSPACE,
  parseTopics,
  type RealtimeMessage,
  type Reset,
} from "@/lib/realtime";
import { startPostgres } from "../../harness/postgres";
import { startRedis } from "../../harness/redis";

const logger = pino({ level: "silent" });

type Server = { connection: QueueConnection; stop: () => Promise<void>; start: () => Promise<void> };

async function startRedisServer(): Promise<Server> {
  const redis = await startRedis();
  onTestFinished(() => redis.kill());
  return { connection: { backend: "redis", url: redis.url }, stop: redis.kill, start: redis.start };
}

async function startPostgresServer(): Promise<Server> {
  const postgres = await startPostgres();
  onTestFinished(() => postgres.remove());
  const connection = { backend: "postgres", connectionString: postgres.url("postgres") } as const;
  return { connection, stop: () => postgres.stop("immediate"), start: postgres.start };
}

const updated = (webhookId: string): RealtimeMessage => ({ type: "webhook.updated", webhookId });
const attempted = (deliveryId: string, attemptCount: number): RealtimeMessage => ({
  type: "delivery.updated",
  deliveryId,
  webhookId: "wh_1",
  eventId: "evt_1",
  status: "retrying",
  attemptCount,
  lastStatusCode: 503,
  nextAttemptAt: new Date(0).toISOString(),
});

describe.each([
  { name: "Redis", startServer: startRedisServer },
  { name: "PostgreSQL", startServer: startPostgresServer },
])("realtime over $name", ({ startServer }) => {
  function newPublisher(connection: QueueConnection) {
    const publisher = createPublisher({ connection, logger });
    onTestFinished(() => publisher.close());
    return publisher;
  }

  /** Listens as one process, and waits until it is connected. */
  async function listenTo(connection: QueueConnection, workspaceId: string) {
    const heard: (RealtimeMessage | Reset)[] = [];
    const subscriber = createSubscriber({ connection, logger });
    onTestFinished(() => subscriber.close());
    subscriber.listen(workspaceId, (message) => heard.push(message));
    await vi.waitFor(() => expect(heard).toEqual([{ type: "reset" }]), 5_000);
    heard.length = 0;
    return { subscriber, heard };
  }

  test("every process hears what its workspace is told, in order, and no other workspace does", async () => {
    const { connection } = await startServer();
    const [here, there, other, all] = await Promise.all([
      listenTo(connection, "ws_1"),
      listenTo(connection, "ws_1"),
      listenTo(connection, "ws_2"),
      listenTo(connection, EVERY_WORKSPACE),
    ]);
    const publisher = newPublisher(connection);
    const messages = Array.from({ length: 300 }, (_, i) => updated(`wh_${i}`));
    for (const message of messages) publisher.publish("ws_1", message);
    publisher.publish("ws_3", { type: "api-key.changed", apiKeyId: "key_1" });
    for (const { heard } of [here, there]) await vi.waitFor(() => expect(heard).toEqual(messages), 5_000);
    await vi.waitFor(() => expect(all.heard).toHaveLength(301), 5_000);
    expect(other.heard).toEqual([]);
  });

  test("of many changes of one delivery in a moment only the last is told, and within 500 ms", async () => {
    const { connection } = await startServer();
    const { heard } = await listenTo(connection, "ws_1");
    const publisher = newPublisher(connection);
    publisher.publish("ws_1", updated("wh_warm"));
    await vi.waitFor(() => expect(heard).toHaveLength(1), 5_000);
    const startMs = performance.now();
    for (let attempt = 1; attempt <= 1_000; attempt++) publisher.publish("ws_1", attempted("dlv_1", attempt));
    publisher.publish("ws_1", updated("wh_1"));
    await vi.waitFor(() => expect(heard).toHaveLength(3), { timeout: 5_000, interval: 5 });
    expect(performance.now() - startMs).toBeLessThan(500);
    expect(heard.slice(1)).toEqual([attempted("dlv_1", 1_000), updated("wh_1")]);
  });

  test("after the server was restarted, listeners are told to read again and hear what follows", async () => {
    const { connection, stop, start } = await startServer();
    const { heard, subscriber } = await listenTo(connection, "ws_1");
    const stream = createEventStreams({ subscriber })
      .open({ workspaceId: "ws_1", topics: parseTopics(null), lastEventId: null })
      .getReader();
    await stream.read();
    const readUntil = async (text: string) => {
      while (!Buffer.from((await stream.read()).value ?? []).includes(text)) continue;
    };
    const publisher = newPublisher(connection);
    for (let round = 0; round < 2; round++) {
      await stop();
      publisher.publish("ws_1", updated("wh_lost"));
      await sleep(300);
      await start();
      await vi.waitFor(() => expect(heard).toContainEqual({ type: "reset" }), 5_000);
      await readUntil("event: reset");
      const webhookId = newId("event");
      await vi.waitFor(() => {
        publisher.publish("ws_1", updated(webhookId));
        expect(heard).toContainEqual(updated(webhookId));
      }, 10_000);
      heard.length = 0;
      await readUntil(webhookId);
    }
  });

  test("a message that could not be sent is made up for by a reset, without another message", async () => {
    const { connection, stop, start } = await startServer();
    const publisher = newPublisher(connection);
    await stop();
    publisher.publish("ws_1", updated("wh_lost"));
    await sleep(300);
    await start();
    const { heard } = await listenTo(connection, "ws_2");
    await vi.waitFor(() => expect(heard).toEqual([{ type: "reset" }]), 10_000);
  });

  test("a server that is absent stops nobody: publishing returns at once, and all closes within 3 s", async () => {
    const { connection, stop } = await startServer();
    await stop();
    const publisher = createPublisher({ connection, logger });
    const subscriber = createSubscriber({ connection, logger });
    subscriber.listen("ws_1", () => undefined);
    const startMs = performance.now();
    for (let i = 0; i < 20_000; i++) publisher.publish("ws_1", updated(`wh_${i}`));
    expect(performance.now() - startMs).toBeLessThan(1_000);
    await sleep(300);
    const closeMs = performance.now();
    await Promise.all([publisher.close(), subscriber.close()]);
    expect(performance.now() - closeMs).toBeLessThan(3_000);
  });
});
