import { describe, expect, it } from "vitest";
import { internalCause } from "@/lib/egress";
import type { Attempt } from "./attempt";
import { decideTransition, type DeliveryRow } from "./decide-transition";

const SCHEDULE_MS = [5_000, 300_000];

function attemptOf(given: {
  ok: boolean;
  trigger?: "schedule" | "manual";
  gone?: boolean;
  retryAfterMs?: number;
}): Attempt {
  const { ok, trigger = "schedule", gone = false, retryAfterMs = null } = given;
  const cause = gone ? { ...internalCause("internal_error"), cause: "gone" as const } : null;
  return {
    ok,
    retryAfterMs,
    cause,
    delivery: { trigger, webhook: { retryScheduleMs: SCHEDULE_MS } },
  } as unknown as Attempt;
}

const row = (given: Partial<DeliveryRow> = {}): DeliveryRow => ({
  state: "pending",
  attemptCount: 0,
  scheduleStep: 0,
  ...given,
});
const MIDDLE = 0.5;

describe("what an attempt does to its delivery", () => {
  it("delivers it with a 2xx, whatever state it was in", () => {
    for (const state of ["pending", "retrying", "failed", "cancelled", "delivered"] as const)
      for (const trigger of ["schedule", "manual"] as const)
        expect(decideTransition(row({ state }), attemptOf({ ok: true, trigger }), MIDDLE)).toMatchObject({
          state: "delivered",
          retryInMs: null,
        });
  });

  it("goes through the schedule step by step, and ends as failed", () => {
    const failure = attemptOf({ ok: false });
    expect(decideTransition(row(), failure, MIDDLE)).toEqual({ state: "retrying", scheduleStep: 1, retryInMs: 5_000 });
    const second = row({ state: "retrying", attemptCount: 1, scheduleStep: 1 });
    expect(decideTransition(second, failure, MIDDLE)).toEqual({
      state: "retrying",
      scheduleStep: 2,
      retryInMs: 300_000,
    });
    const third = row({ state: "retrying", attemptCount: 2, scheduleStep: 2 });
    expect(decideTransition(third, failure, MIDDLE)).toEqual({ state: "failed", scheduleStep: 3, retryInMs: null });
  });

  it("leaves the schedule alone when a manual attempt fails", () => {
    const failure = attemptOf({ ok: false, trigger: "manual" });
    const retrying = row({ state: "retrying", attemptCount: 1, scheduleStep: 1 });
    expect(decideTransition(retrying, failure, MIDDLE)).toEqual({
      state: "retrying",
      scheduleStep: 1,
      retryInMs: null,
    });
    expect(decideTransition(row({ state: "failed" }), failure, MIDDLE).state).toBe("failed");
  });

  it("waits as long as the receiver asks, but never less than the schedule", () => {
    expect(decideTransition(row(), attemptOf({ ok: false, retryAfterMs: 60_000 }), MIDDLE).retryInMs).toBe(60_000);
    expect(decideTransition(row(), attemptOf({ ok: false, retryAfterMs: 10 }), MIDDLE).retryInMs).toBe(5_000);
  });

  it("gives up at once when the receiver is gone", () => {
    expect(decideTransition(row(), attemptOf({ ok: false, gone: true }), MIDDLE)).toMatchObject({
      state: "failed",
      retryInMs: null,
    });
  });

  it("plans nothing for a delivery that was cancelled while its request was on the wire", () => {
    expect(decideTransition(row({ state: "cancelled" }), attemptOf({ ok: false }), MIDDLE)).toMatchObject({
      state: "cancelled",
      retryInMs: null,
    });
  });
});
