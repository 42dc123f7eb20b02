import { Pool } from "undici";
import { epochMs } from "../clock";
import type { Product, Receiver } from "../product";
import { eventBody, settle, subscribe, type Tally, unsubscribe } from "../webhook";

const CONNECTIONS = 64;

/** Single-event calls from 64 connections. @returns accepted calls per second. */
export async function single(
  product: Product,
  receiver: Receiver,
  options: { seconds: number; bytes: number },
): Promise<{ perSecond: number; tally: Tally }> {
  const webhookId = await subscribe(product, receiver);
  await receiver.reset();
  let accepted = 0;
  const perSecond = await hammer(options.seconds, async () => {
    const { status, body } = await product.call("POST", "/api/events", eventBody(epochMs(), options.bytes));
    if (status !== 202) throw new Error(`A call was refused with ${status}: ${JSON.stringify(body)}`);
    accepted += 1;
  });
  const tally = await settle(product, receiver, webhookId, accepted);
  await unsubscribe(product, webhookId);
  return { perSecond, tally };
}

/** The same load on the route handler of bench/empty. @returns answers per second. */
export async function emptyHandler(url: string, options: { seconds: number; bytes: number }): Promise<number> {
  const pool = new Pool(url, { connections: CONNECTIONS, pipelining: 1 });
  const perSecond = await hammer(options.seconds, async () => {
    const response = await pool.request({
      method: "POST",
      path: "/",
      headers: { "content-type": "application/json" },
      body: eventBody(epochMs(), options.bytes),
    });
    await response.body.dump();
  });
  await pool.close();
  return perSecond;
}

async function hammer(seconds: number, call: () => Promise<void>): Promise<number> {
  const startMs = epochMs();
  const endMs = startMs + seconds * 1_000;
  let calls = 0;
  const loop = async (): Promise<void> => {
    while (epochMs() < endMs) {
      await call();
      calls += 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, loop));
  return (calls * 1_000) / (epochMs() - startMs);
}
