import type { Delivery, DeliveryStatus } from "@/lib/deliveries/schemas";
import type { EventDetail, FanOut } from "@/lib/events/schemas";

export type CalledRow = {
  webhook: FanOut;
  /** Newest first: the first one says how the endpoint stands. */
  deliveries: {
    id: string;
    status: DeliveryStatus;
    trigger: string;
    createdAt: string;
    details: Delivery | undefined;
  }[];
};
export type FanOutRows = { called: CalledRow[]; notCalled: (FanOut & { reason: NonNullable<FanOut["reason"]> })[] };

/** @returns the endpoints of an event: those that were called, with how each delivery is now, and those that were not. */
export function fanOutRows(event: Pick<EventDetail, "fanOut">, deliveries: readonly Delivery[]): FanOutRows {
  const byId = new Map(deliveries.map((delivery) => [delivery.id, delivery]));
  const called = event.fanOut
    .filter((webhook) => webhook.reason === null)
    .map((webhook) => ({
      webhook,
      deliveries: webhook.deliveries.toReversed().map(({ id, status, trigger, createdAt }) => {
        const details = byId.get(id);
        return { id, status: details?.status ?? (status as DeliveryStatus), trigger, createdAt, details };
      }),
    }));
  const notCalled = event.fanOut.flatMap((webhook) =>
    webhook.reason === null ? [] : [{ ...webhook, reason: webhook.reason }],
  );
  return { called, notCalled };
}

const OPEN: readonly DeliveryStatus[] = ["pending", "sending", "retrying", "held"];

/** @returns such as "5 endpoints: 2 delivered, 1 failed, 2 not called". */
export function summaryOf({ called, notCalled }: FanOutRows): string {
  const states = called.map(({ deliveries }) => deliveries[0]?.status);
  const count = (...wanted: DeliveryStatus[]) =>
    states.filter((status) => status !== undefined && wanted.includes(status)).length;
  const parts = [
    [count("delivered"), "delivered"],
    [count("failed"), "failed"],
    [count(...OPEN), "in progress"],
    [count("cancelled"), "cancelled"],
    [notCalled.length, "not called"],
  ] as const;
  const total = called.length + notCalled.length;
  const words = parts.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`);
  if (total === 0) return "There was no endpoint to tell.";
  return `${total} ${total === 1 ? "endpoint" : "endpoints"}: ${words.join(", ")}.`;
}
