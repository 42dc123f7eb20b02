import { expect, test } from "vitest";
import { verdictOf } from "./overview-verdict";

const health = { healthy: 0, degraded: 0, failing: 0, idle: 0, disabled: 0 };
const nothing = {
  webhooks: 0,
  attention: 0,
  health,
  paused: 0,
  waiting: 0,
  active: 0,
  delayed: 0,
  held: 0,
  failedRetryable: 0,
  oldestWaitingMs: null,
  oldestOpenAt: null,
  failedIsCapped: false,
};

test.each([
  [{}, "neutral", "No endpoints yet: nothing is sent"],
  [{ webhooks: 3, health: { ...health, healthy: 3 } }, "ok", "All endpoints are healthy"],
  [{ webhooks: 3, health: { ...health, healthy: 2, idle: 1 } }, "ok", "2 of 3 endpoints healthy, 1 without traffic"],
  [{ webhooks: 1, health: { ...health, idle: 1 } }, "neutral", "No traffic in 24 hours"],
  [{ webhooks: 1, paused: 1, health: { ...health, idle: 1 } }, "neutral", "All endpoints are paused"],
  [
    { webhooks: 14, attention: 3, health: { ...health, failing: 2, healthy: 12 } },
    "bad",
    "2 of 14 endpoints are failing",
  ],
  [{ webhooks: 1, attention: 1, health: { ...health, failing: 1 } }, "bad", "1 of 1 endpoint is failing"],
  [{ webhooks: 2, attention: 1, health: { ...health, degraded: 1 } }, "warn", "1 of 2 endpoints needs attention"],
] as const)("%o is %s: %s", (facts, tone, title) => {
  expect(verdictOf({ ...nothing, ...facts })).toMatchObject({ tone, title });
});

test("what waits is counted in words", () => {
  expect(verdictOf(nothing).backlog).toBeUndefined();
  expect(verdictOf({ ...nothing, waiting: 300, delayed: 17, held: 1 }).backlog).toBe("318 deliveries waiting");
  expect(verdictOf({ ...nothing, delayed: 1, failedRetryable: 20_000, failedIsCapped: true }).backlog).toBe(
    "1 delivery waiting, more than 20,000 failed and can be sent again",
  );
});
