import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DeliveryCounters, type DeliveryState, transitionDelta } from "./transition-deltas";

const state = fc.constantFrom<DeliveryState>("pending", "retrying", "delivered", "failed", "cancelled");

function sum(deltas: readonly Partial<DeliveryCounters>[]): DeliveryCounters {
  const total = { created: 0, delivered: 0, retried: 0, failed: 0, cancelled: 0, retrying: 0 };
  for (const delta of deltas) {
    for (const key of Object.keys(total) as (keyof DeliveryCounters)[]) total[key] += delta[key] ?? 0;
  }
  return total;
}

describe("the counters of deliveries", () => {
  it("count each delivery once, in the state it is in, however it got there", () => {
    fc.assert(
      fc.property(fc.array(state, { maxLength: 8 }), (path) => {
        const steps: (DeliveryState | null)[] = [null, "pending", ...path];
        const total = sum(path.length === 0 ? [transitionDelta(null, "pending")] : pairs(steps));
        const last = path.at(-1) ?? "pending";
        const { created, retried, ...states } = total;
        expect(created).toBe(1);
        expect(retried).toBe(0);
        expect(states).toEqual({
          delivered: 0,
          failed: 0,
          cancelled: 0,
          retrying: 0,
          ...(last === "pending" ? {} : { [last]: 1 }),
        });
      }),
    );
  });

  it("tell apart what the first attempt delivered and what took more", () => {
    expect(transitionDelta("pending", "delivered", 1)).toEqual({ delivered: 1 });
    expect(transitionDelta("retrying", "delivered", 2)).toEqual({ retrying: -1, delivered: 1, retried: 1 });
    expect(transitionDelta("delivered", "delivered", 3)).toEqual({});
  });
});

function pairs(steps: readonly (DeliveryState | null)[]): Partial<DeliveryCounters>[] {
  return steps.slice(1).map((to, index) => transitionDelta(steps[index] ?? null, to ?? "pending"));
}
