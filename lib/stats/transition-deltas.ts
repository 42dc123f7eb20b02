/** What `deliveries.status` stores. */
export type DeliveryState = "pending" | "retrying" | "delivered" | "failed" | "cancelled";

/** The counters of a delivery in the minute it was created. `pending` is what none of them counts. */
export type DeliveryCounters = {
  created: number;
  delivered: number;
  /** Delivered, but not by the first attempt. */
  retried: number;
  failed: number;
  cancelled: number;
  retrying: number;
};

/**
 * How a delivery's change of state changes the counters of the minute in which it was created. Every transition must go
 * through here, in its own transaction: then the counters equal a recount of the rows.
 *
 * @param from the state before, or null when the delivery is being created.
 * @param attemptNumber the attempt that delivered it; only read when `to` is `delivered`.
 */
export function transitionDelta(
  from: DeliveryState | null,
  to: DeliveryState,
  attemptNumber = 0,
): Partial<DeliveryCounters> {
  const delta: Partial<DeliveryCounters> = {};
  const add = (counter: keyof DeliveryCounters, by: number) => {
    delta[counter] = (delta[counter] ?? 0) + by;
  };
  if (from === null) add("created", 1);
  if (from === to) return delta;
  if (from !== null && from !== "pending") add(from, -1);
  if (to !== "pending") add(to, 1);
  if (to === "delivered" && attemptNumber > 1) add("retried", 1);
  return delta;
}
