import { epochMs } from "../clock";
import type { Product, Receiver } from "../product";
import { eventBody, settle, subscribe, type Tally, unsubscribe } from "../webhook";

const BATCH = 500;
const CALLERS = 4;

/** Batch calls as fast as they go, until every event is delivered and recorded. @returns deliveries per second over the whole span. */
export async function saturate(
  product: Product,
  receiver: Receiver,
  options: { events: number; bytes: number },
): Promise<{ perSecond: number; tally: Tally }> {
  const webhookId = await subscribe(product, receiver);
  await receiver.reset();
  let left = options.events / BATCH;
  let accepted = 0;
  const startMs = epochMs();
  const caller = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const events = Array.from({ length: BATCH }, () => eventBody(epochMs(), options.bytes)).join(",");
      const { status, body } = await product.call("POST", "/api/events/batch", `{"events":[${events}]}`);
      if (status !== 202) throw new Error(`A batch was refused with ${status}: ${JSON.stringify(body)}`);
      accepted += BATCH;
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
  const tally = await settle(product, receiver, webhookId, accepted);
  const seconds = (epochMs() - startMs) / 1_000;
  await unsubscribe(product, webhookId);
  return { perSecond: tally.delivered / seconds, tally };
}
