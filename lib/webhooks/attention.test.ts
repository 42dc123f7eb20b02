import { expect, test } from "vitest";
import { attentionOf, attentionRank } from "./attention";
import { judgeHealth } from "./health";

const health = (attemptsOk: number, attempts: number) =>
  judgeHealth({ disabled: false, attempts, attemptsOk, consecutiveFailures: 0 });
const fine = {
  status: "active",
  statusReason: null,
  health: health(10, 10),
  oldestWaitingMs: null,
  held: 0,
  breaker: "closed",
} as const;

test.each([
  ["a healthy endpoint", {}, null],
  ["one that fails", { health: health(1, 10) }, "failing"],
  ["one that fails now and then", { health: health(9, 10) }, "degraded"],
  ["one that is left alone for a while", { breaker: "open" } as const, "breaker_open"],
  ["one with work overdue", { oldestWaitingMs: 61_000 }, "backlog"],
  ["one with work just due", { oldestWaitingMs: 59_000 }, null],
  ["one that Posthorn disabled", { status: "disabled", statusReason: "It answered 410." } as const, "disabled"],
  ["one that a person disabled", { status: "disabled", statusReason: "Disabled by Ada." } as const, null],
  ["a paused one that nothing waits for", { status: "paused" } as const, null],
  ["a paused one with held deliveries", { status: "paused", held: 3 } as const, "held"],
])("%s: %s → %s", (_, facts, reason) => {
  expect(attentionOf({ ...fine, ...facts })).toBe(reason);
});

test("failing goes before degraded, and anything before nothing", () => {
  expect(attentionRank("failing")).toBeLessThan(attentionRank("degraded"));
  expect(attentionRank("held")).toBeLessThan(attentionRank(null));
});
