import { setTimeout as sleep } from "node:timers/promises";
import { epochMs } from "@/rig/clock";
import type { Stage } from "../stage";

/** What a scenario must end with: nothing lost, and the database agrees with the receiver. */
export type Tally = { accepted: number; delivered: number; lost: number; duplicates: number };

const SETTLE_MS = 180_000;
const SETTLE_LOOK_MS = 20;
const COUNTED = "SELECT coalesce(sum(delivered), 0)::int FROM webhook_stats WHERE webhook_id = ANY($1::text[])";
const DELIVERED = "SELECT count(*)::int FROM deliveries WHERE webhook_id = ANY($1::text[]) AND status = 'delivered'";
const TYPE = "project.created";
const BATCH = 500;
const BATCH_CALLERS = 4;

/** An API body of about `bytes` bytes of data, with the time it was made as its first member. */
export function eventBody(sentAtMs: number, bytes: number): string {
  return `{"type":"${TYPE}","data":${eventData(sentAtMs, bytes)}}`;
}

/** @returns the `data` of one event. */
export function eventData(sentAtMs: number, bytes: number): string {
  const head = `{"sentAtMs":${sentAtMs.toFixed(3)},"id":"prj_bench","name":"Benchmark","createdAt":"2026-01-01T00:00:00.000Z","filler":"`;
  return `${head}${"x".repeat(Math.max(0, bytes - head.length - 2))}"}`;
}

/** Subscribes paths of the receiver, with nothing that holds deliveries back. @returns the webhooks' ids. */
export async function subscribe({ call, receiver }: Stage, ...paths: string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const path of paths) {
    const { status, body } = await call("POST", "/api/webhooks", {
      name: "Benchmark",
      url: `${receiver.url}${path}`,
      events: [TYPE],
    });
    if (status !== 201) throw new Error(`The webhook was not created: ${JSON.stringify(body)}`);
    ids.push((body as { id: string }).id);
  }
  return ids;
}

export async function unsubscribe({ call }: Stage, webhookIds: readonly string[]): Promise<void> {
  for (const id of webhookIds) await call("DELETE", `/api/webhooks/${id}`);
}

/** Sends one event. @throws Error when it is refused. */
export async function sendOne({ call }: Pick<Stage, "call">, bytes: number): Promise<void> {
  const { status, body } = await call("POST", "/api/events", eventBody(epochMs(), bytes));
  if (status !== 202) throw new Error(`A call was refused with ${status}: ${JSON.stringify(body)}`);
}

/** @returns so many events as whole batches, one at least. */
export function inBatches(events: number): number {
  return Math.max(1, Math.ceil(events / BATCH)) * BATCH;
}

/** Sends events in batches as fast as they are taken. @throws Error when one is refused. */
export async function sendBatches({ call }: Pick<Stage, "call">, { events, bytes }: { events: number; bytes: number }) {
  let left = events / BATCH;
  const caller = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const batch = Array.from({ length: BATCH }, () => eventBody(epochMs(), bytes)).join(",");
      const { status, body } = await call("POST", "/api/events/batch", `{"events":[${batch}]}`);
      if (status !== 202) throw new Error(`A batch was refused with ${status}: ${JSON.stringify(body)}`);
    }
  };
  await Promise.all(Array.from({ length: BATCH_CALLERS }, caller));
}

export type Pace = { perSecond: number; seconds: number; bytes: number };

/** Sends single events at an even pace. @returns how many. @throws Error when one is refused. */
export async function sendPaced({ call }: Stage, { perSecond, seconds, bytes }: Pace): Promise<number> {
  const total = perSecond * seconds;
  const startMs = epochMs();
  let refused = 0;
  const calls: Promise<void>[] = [];
  for (let index = 0; index < total; index += 1) {
    const waitMs = startMs + (index * 1_000) / perSecond - epochMs();
    if (waitMs > 0) await sleep(waitMs);
    calls.push(
      call("POST", "/api/events", eventBody(epochMs(), bytes)).then(({ status }) => {
        if (status !== 202) refused += 1;
      }),
    );
  }
  await Promise.all(calls);
  if (refused > 0) throw new Error(`${refused} of ${total} calls were refused.`);
  return total;
}

/**
 * Waits until the database says that each webhook has `accepted` delivered, and counts at the receiver. It asks the database
 * itself, which costs the product nothing: first what is counted, then, once that is enough, the rows.
 */
export async function settle(stage: Stage, webhookIds: readonly string[], accepted: number): Promise<Tally> {
  const { system } = stage;
  const wanted = accepted * webhookIds.length;
  const deadlineMs = Date.now() + SETTLE_MS;
  while ((await system.count(COUNTED, [webhookIds])) < wanted && Date.now() < deadlineMs) await sleep(SETTLE_LOOK_MS);
  const delivered = await system.count(DELIVERED, [webhookIds]);
  const { requests, distinct } = await stage.receiver.report();
  return { accepted: wanted, delivered, lost: wanted - Math.min(distinct, delivered), duplicates: requests - distinct };
}

const WARM_UP = 50;

/** Opens connections and warms the code up, with calls that do not count. */
export async function warmUp(stage: Stage, bytes: number): Promise<void> {
  const ids = await subscribe(stage, "/warm-up");
  for (let index = 0; index < WARM_UP; index += 1) await sendOne(stage, bytes);
  await settle(stage, ids, WARM_UP);
  await unsubscribe(stage, ids);
  await stage.receiver.reset();
}
