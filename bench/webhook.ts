import { setTimeout as sleep } from "node:timers/promises";
import type { Product, Receiver } from "./product";

/** What a scenario must end with: nothing lost, and the database agrees with the receiver. */
export type Tally = { accepted: number; delivered: number; lost: number; duplicates: number };

const SETTLE_MS = 120_000;
const TYPE = "project.created";

/** An API body of about `bytes` bytes of data, with the time it was made as its first member. */
export function eventBody(sentAtMs: number, bytes: number): string {
  return `{"type":"${TYPE}","data":${eventData(sentAtMs, bytes)}}`;
}

/** @returns the `data` of one event. */
export function eventData(sentAtMs: number, bytes: number): string {
  const head = `{"sentAtMs":${sentAtMs.toFixed(3)},"id":"prj_bench","name":"Benchmark","createdAt":"2026-01-01T00:00:00.000Z","filler":"`;
  return `${head}${"x".repeat(Math.max(0, bytes - head.length - 2))}"}`;
}

/** Subscribes the receiver, with nothing that holds deliveries back. @returns the webhook's id. */
export async function subscribe(product: Product, receiver: Receiver): Promise<string> {
  const { status, body } = await product.call("POST", "/api/webhooks", {
    name: "Benchmark",
    url: `${receiver.url}/hook`,
    events: [TYPE],
  });
  if (status !== 201) throw new Error(`The webhook was not created: ${JSON.stringify(body)}`);
  return (body as { id: string }).id;
}

export async function unsubscribe(product: Product, webhookId: string): Promise<void> {
  await product.call("DELETE", `/api/webhooks/${webhookId}`);
}

/** Waits until the database says that `accepted` deliveries of the webhook are delivered, and counts at the receiver. */
export async function settle(
  product: Product,
  receiver: Receiver,
  webhookId: string,
  accepted: number,
): Promise<Tally> {
  const deadlineMs = Date.now() + SETTLE_MS;
  let delivered = 0;
  while (delivered < accepted && Date.now() < deadlineMs) {
    const { body } = await product.call("GET", `/api/webhooks/${webhookId}/stats`);
    delivered = (body as { delivered: number }).delivered;
    if (delivered < accepted) await sleep(50);
  }
  const { requests, distinct } = await receiver.report();
  return { accepted, delivered, lost: accepted - Math.min(distinct, delivered), duplicates: requests - distinct };
}

/** The demo webhook would double every delivery: only the scenario's own may listen. */
export async function removeOtherWebhooks(product: Product): Promise<void> {
  const { body } = await product.call("GET", "/api/webhooks?limit=200");
  for (const { id } of (body as { data: { id: string }[] }).data) await unsubscribe(product, id);
}
