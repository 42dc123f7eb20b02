import { setTimeout as sleep } from "node:timers/promises";
import { epochMs } from "../clock";
import type { Product, Receiver } from "../product";
import { quantile } from "../statistics";
import { eventBody, settle, subscribe, type Tally, unsubscribe } from "../webhook";

export type Latency = { p50Ms: number; p95Ms: number; p99Ms: number };

/** Single calls at an even pace; latency is from the moment of the call to the arrival at the receiver. */
export async function paced(
  product: Product,
  receiver: Receiver,
  options: { perSecond: number; seconds: number; bytes: number },
): Promise<Latency & { tally: Tally }> {
  const webhookId = await subscribe(product, receiver);
  // The first calls open connections and warm the code up; they do not count.
  for (let index = 0; index < 50; index += 1)
    await product.call("POST", "/api/events", eventBody(epochMs(), options.bytes));
  await settle(product, receiver, webhookId, 50);
  await receiver.reset();

  const total = options.perSecond * options.seconds;
  const startMs = epochMs();
  let refused = 0;
  const calls: Promise<void>[] = [];
  for (let index = 0; index < total; index += 1) {
    const waitMs = startMs + (index * 1_000) / options.perSecond - epochMs();
    if (waitMs > 0) await sleep(waitMs);
    calls.push(
      product.call("POST", "/api/events", eventBody(epochMs(), options.bytes)).then(({ status }) => {
        if (status !== 202) refused += 1;
      }),
    );
  }
  await Promise.all(calls);
  if (refused > 0) throw new Error(`${refused} of ${total} calls were refused.`);
  const settled = await settle(product, receiver, webhookId, total + 50);
  const { latenciesMs } = await receiver.report();
  await unsubscribe(product, webhookId);
  // The warm-up was delivered before the receiver was reset.
  const tally = {
    ...settled,
    accepted: total,
    delivered: settled.delivered - 50,
    lost: Math.max(0, total - latenciesMs.length),
  };
  return {
    p50Ms: quantile(latenciesMs, 0.5),
    p95Ms: quantile(latenciesMs, 0.95),
    p99Ms: quantile(latenciesMs, 0.99),
    tally,
  };
}
