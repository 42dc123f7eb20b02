import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { QueueConnection } from "@/lib/platform/env";
import { createRinger, startDoorbell } from "@/lib/queue";
import { LANES_QUEUE } from "@/lib/queue/catalogue";
import { buildWorker } from "@/lib/queue/backend";
import { createQueueLink } from "@/lib/queue/link";
import { backends, silentLogger as logger } from "./backends";

describe.each(backends)("the doorbell on $name", ({ connect }) => {
  let connection: QueueConnection;
  const open: { close: () => Promise<void> }[] = [];
  const keep = <T extends { close: () => Promise<void> }>(part: T): T => {
    open.push(part);
    return part;
  };
  const newRinger = () => keep(createRinger({ connection, logger }));
  const newDoorbell = (onWebhook: (webhookId: string) => void) =>
    keep(startDoorbell({ connection, logger, onRing: (webhookIds) => webhookIds.forEach(onWebhook) }));

  beforeEach(async () => {
    connection = await connect();
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((part) => part.close()));
  });

  test("a fan-out is one job, and a crowd of webhooks is shared out among workers", async () => {
    await newRinger().ring(Array.from({ length: 50 }, (_, i) => `wh_${i}`));
    const sizes: number[] = [];
    keep(startDoorbell({ connection, logger, onRing: (webhookIds) => sizes.push(webhookIds.length) }));
    await vi.waitFor(() => expect(sizes.toSorted()).toEqual([10, 20, 20]), 10_000);
  });

  test("rings that nobody hears are bounded, and heard again once somebody has caught up", async () => {
    const ringer = newRinger();
    const crowd = Array.from({ length: 10_000 }, (_, i) => `wh_${i}`);
    for (let burst = 0; burst < 5; burst++) {
      await ringer.ring(crowd);
      await sleep(1_100);
    }
    const link = createQueueLink(LANES_QUEUE, connection, logger);
    keep(link);
    const waiting = () => link.use((queue) => queue.getWaitingCount());
    const unheard = await waiting();
    expect(unheard).toBeGreaterThanOrEqual(1_000);
    expect(unheard).toBeLessThanOrEqual(1_500);
    const heard = new Set<string>();
    newDoorbell((id) => heard.add(id));
    await vi.waitFor(async () => expect(await waiting()).toBe(0), 10_000);
    await sleep(1_100);
    await ringer.ring(["wh_new"]);
    await vi.waitFor(() => expect(heard).toContain("wh_new"), 5_000);
  }, 40_000);

  test("a burst of thousands of webhooks is heard completely", async () => {
    const heard = new Set<string>();
    newDoorbell((id) => heard.add(id));
    await newRinger().ring(Array.from({ length: 3_000 }, (_, i) => `wh_${i}`));
    await vi.waitFor(() => expect(heard.size).toBe(3_000), 25_000);
  });

  test("after the last commit for a webhook there is always a mark, with workers coming and going", async () => {
    const committed = new Map<string, number>();
    const seen = new Map<string, number>();
    const mark = (id: string) => seen.set(id, committed.get(id) ?? 0);
    newDoorbell(mark);
    let leaving = newDoorbell(mark);
    const ringers = [newRinger(), newRinger()];
    let next = 0;
    // Three rings a webhook, close together, so that the last one falls into every moment of the job before it.
    const commitAndRing = async () => {
      for (let lane = next++; lane < 1_500; lane = next++) {
        for (let commit = 1; commit <= 3; commit++) {
          committed.set(`wh_${lane}`, commit);
          void ringers[(lane + commit) % 2]?.ring([`wh_${lane}`]);
          await sleep(Math.random() * 12);
        }
      }
    };
    const replaceWorkers = async () => {
      for (let i = 0; i < 4; i++) {
        await sleep(300);
        const arriving = newDoorbell(mark);
        await leaving.close();
        leaving = arriving;
      }
    };
    await Promise.all([...Array.from({ length: 20 }, commitAndRing), replaceWorkers()]);
    await vi.waitFor(() => expect(seen).toEqual(committed), 15_000);
  }, 60_000);

  test("each single ring is heard, also one that comes while the one before it is being processed", async () => {
    const ringer = newRinger();
    let heard = 0;
    newDoorbell(() => heard++);
    for (let i = 1; i <= 150; i++) {
      const before = heard;
      await ringer.ring(["wh_a"]);
      await vi.waitFor(() => expect(heard).toBeGreaterThan(before), { timeout: 5_000, interval: 1 });
    }
  }, 60_000);

  test("a ring in the hands of a worker that died is heard by another within 20 s", async () => {
    const ringer = newRinger();
    await ringer.ring(["wh_a"]);
    let taken = false;
    const stuck = async () => {
      taken = true;
      await new Promise(() => undefined);
    };
    const dying = buildWorker(LANES_QUEUE, connection, stuck, {
      concurrency: 1,
      lockDuration: 10_000,
      stalledInterval: 5_000,
    });
    await vi.waitFor(() => expect(taken).toBe(true), 5_000);
    await dying.close(true);
    const heard: string[] = [];
    newDoorbell((id) => heard.push(id));
    await vi.waitFor(() => expect(heard).toEqual(["wh_a"]), 20_000);
    await ringer.ring(["wh_a"]);
    await vi.waitFor(() => expect(heard).toHaveLength(2), 2_000);
  }, 40_000);
});
