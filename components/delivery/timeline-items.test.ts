import { expect, test } from "vitest";
import type { DeliveryDetail } from "@/lib/deliveries/schemas";
import { gapPx, timelineOf } from "./timeline-items";

const base = {
  createdAt: "2026-11-23T12:00:00.010Z",
  completedAt: null,
  status: "retrying",
  lastCause: null,
  attemptCount: 0,
  event: {
    acceptedAt: "2026-11-23T12:00:00.000Z",
    occurredAt: "2026-11-23T12:00:00.000Z",
    idempotencyKey: "k",
    requestId: null,
  },
  schedule: { made: 1, delaysMs: [5_000, 10_000] },
  attempts: [],
  planned: [],
} as unknown as DeliveryDetail;

const attempt = (number: number, startedAt: string, ok = false) =>
  ({ id: `att_${number}`, number, startedAt, totalMs: 10, ok }) as DeliveryDetail["attempts"][number];
const plan = (trigger: "schedule" | "manual", plannedFor: string, isSending = false) =>
  ({ trigger, plannedFor, isSending, actor: null, actorName: null, bulkJobId: null }) as const;
const typesOf = (delivery: Partial<DeliveryDetail>) =>
  timelineOf({ ...base, ...delivery }).map((item) => (item.type === "ended" ? item.ending : item.type));

test("a delivery that is retried shows what was and what comes", () => {
  const items = timelineOf({
    ...base,
    attemptCount: 1,
    attempts: [attempt(1, "2026-11-23T12:00:00.020Z")],
    planned: [plan("schedule", "2026-11-23T12:05:00.000Z")],
  });
  expect(items.map(({ type }) => type)).toEqual(["accepted", "created", "attempt", "waiting"]);
  expect(items.at(-1)).toMatchObject({ number: 2 });
});

test("what is on the wire stands before what waits", () => {
  expect(
    typesOf({
      planned: [plan("schedule", "2026-11-23T12:05:00.000Z"), plan("manual", "2026-11-23T12:06:00.000Z", true)],
    }),
  ).toEqual(["accepted", "created", "sending", "waiting"]);
});

test("the end says how it came about", () => {
  const completedAt = "2026-11-23T13:00:00.000Z";
  const failed = { status: "failed", completedAt } as const;
  expect(typesOf({ ...failed, schedule: { made: 3, delaysMs: [1, 2] } }).at(-1)).toBe("exhausted");
  expect(typesOf({ ...failed, schedule: { made: 1, delaysMs: [1, 2] } }).at(-1)).toBe("given_up");
  expect(typesOf({ status: "cancelled", completedAt }).at(-1)).toBe("cancelled");
  expect(typesOf({ status: "delivered", completedAt }).at(-1)).toBe("delivered");
});

test("a resend after the end stands behind it", () => {
  expect(
    typesOf({
      status: "failed",
      completedAt: "2026-11-23T12:30:00.000Z",
      attemptCount: 2,
      attempts: [attempt(1, "2026-11-23T12:29:59.000Z"), attempt(2, "2026-11-23T14:00:00.000Z")],
      schedule: { made: 1, delaysMs: [] },
    }),
  ).toEqual(["accepted", "created", "attempt", "exhausted", "attempt"]);
});

test("attempts that are no longer shown are counted, and a lost event leaves no gap", () => {
  expect(typesOf({ event: null, attemptCount: 60, attempts: [attempt(60, "2026-11-23T14:00:00.000Z")] })).toEqual([
    "created",
    "earlier",
    "attempt",
  ]);
});

test("the distance grows with the time, within what can be seen", () => {
  const gaps = [0, 1_000, 60_000, 3_600_000, 86_400_000, 30 * 86_400_000].map(gapPx);
  expect(gaps).toEqual([...gaps].sort((a, b) => a - b));
  expect(gaps[0]).toBe(12);
  expect(gaps.at(-1)).toBe(64);
  expect(gapPx(-5)).toBe(12);
});
