import fc from "fast-check";
import { expect, test } from "vitest";
import { judgeHealth } from "./health";

const judge = (attemptsOk: number, attempts: number, more = {}) =>
  judgeHealth({ disabled: false, attempts, attemptsOk, consecutiveFailures: 0, ...more });

test.each([
  [0, 0, "idle"],
  [100, 100, "healthy"],
  [99, 100, "healthy"],
  [98, 100, "degraded"],
  [50, 100, "degraded"],
  [49, 100, "failing"],
  [0, 1, "failing"],
])("%i of %i attempts is %s", (ok, attempts, state) => {
  expect(judge(ok, attempts).state).toBe(state);
});

test("five failures in a row are failing, however good the day was", () => {
  expect(judge(995, 1_000, { consecutiveFailures: 5 })).toMatchObject({ state: "failing", consecutiveFailures: 5 });
  expect(judge(996, 1_000, { consecutiveFailures: 4 }).state).toBe("healthy");
});

test("a disabled webhook is disabled, and every health carries the numbers behind it", () => {
  expect(judge(1, 1, { disabled: true }).state).toBe("disabled");
  fc.assert(
    fc.property(fc.nat(1_000), fc.nat(1_000), (ok, failed) => {
      const health = judge(ok, ok + failed);
      expect(health).toMatchObject({
        attempts: ok + failed,
        failedAttempts: failed,
        successRate: ok + failed === 0 ? null : ok / (ok + failed),
      });
    }),
  );
});
