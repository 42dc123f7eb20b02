import { describe, expect, it } from "vitest";
import { drainEstimateMs, formatPerSecond, type QueueFacts, queueVerdict } from "./queue-verdict";

const NOW_MS = Date.parse("2026-11-23T12:00:00.000Z");
const worker = (silentMs: number) => ({ silentMs }) as QueueFacts["workers"]["data"][number];

function verdict(given: {
  stats?: Partial<QueueFacts["stats"]>;
  workers?: QueueFacts["workers"];
  schedule?: Partial<QueueFacts["schedule"]>;
}): string {
  const { word, text, tone } = queueVerdict({
    stats: { waiting: 0, active: 0, delayed: 0, held: 0, oldestWaitingMs: null, pausedBy: null, ...given.stats },
    workers: given.workers ?? { alive: 1, data: [worker(1_000)] },
    schedule: { inPerSecond: 0, outPerSecond: 0, dueWithinMinute: 0, nextAt: null, ...given.schedule },
    nowMs: NOW_MS,
  });
  return `${tone} ${word}: ${text}`;
}

describe("the verdict on the queue", () => {
  it("says how fast it drains, and when it will be empty", () => {
    expect(
      verdict({ stats: { waiting: 2_700, oldestWaitingMs: 60_000 }, schedule: { inPerSecond: 40, outPerSecond: 55 } }),
    ).toBe("info Draining: 40/s in, 55/s out, empty in about 3 min.");
  });

  it("counts retries that fall due as what comes in", () => {
    expect(
      verdict({
        stats: { waiting: 100, oldestWaitingMs: 90_000 },
        schedule: { inPerSecond: 1, outPerSecond: 2, dueWithinMinute: 120 },
      }),
    ).toBe("warn Falling behind: 3/s in, 2/s out. The oldest has been due for 1 min 30 s.");
  });

  it("says that no worker is there, since when, and that nothing is lost", () => {
    expect(verdict({ stats: { waiting: 5 }, workers: { alive: 0, data: [worker(135_000), worker(400_000)] } })).toBe(
      "bad Stalled: no worker for 2 min. Events are accepted and kept. Nothing is sent until one starts.",
    );
    expect(verdict({ workers: { alive: 0, data: [] } })).toBe(
      "bad Stalled: no worker is running. Events are accepted and kept. Nothing waits yet.",
    );
  });

  it("says that it is paused, and how much is held", () => {
    const pausedBy = { reason: "x", actor: "Ada", since: "2026-11-23T11:00:00.000Z" };
    expect(verdict({ stats: { pausedBy, held: 1_204 } })).toBe(
      "paused Paused: 1,204 held. Events are accepted, and their deliveries are held.",
    );
  });

  it("does not cry out about what came a moment ago", () => {
    expect(
      verdict({ stats: { waiting: 3, oldestWaitingMs: 800 }, schedule: { inPerSecond: 12, outPerSecond: 11 } }),
    ).toBe("ok Flowing: 12/s in, 11/s out.");
    expect(verdict({ stats: { active: 2 } })).toBe("ok Flowing: nothing waits, 2 in flight.");
  });

  it("says why nothing goes although a worker is there", () => {
    expect(verdict({ stats: { waiting: 3, oldestWaitingMs: 40_000 } })).toMatch(
      /^warn Waiting: Nothing was sent in the last minute\..* 40 s\.$/,
    );
  });

  it("says when the next retry goes while nothing is due", () => {
    expect(verdict({})).toBe("ok Idle: nothing waits.");
    expect(verdict({ stats: { delayed: 1 }, schedule: { nextAt: new Date(NOW_MS + 245_000).toISOString() } })).toBe(
      "ok Idle: nothing is due. 1 retry is to come, the next in 4 min.",
    );
  });
});

it("an estimate is made only where there is an end to be seen", () => {
  const schedule = { inPerSecond: 1, outPerSecond: 1, dueWithinMinute: 0, nextAt: null };
  expect(drainEstimateMs(10, schedule)).toBeNull();
  expect(drainEstimateMs(0, { ...schedule, outPerSecond: 5 })).toBeNull();
  expect(drainEstimateMs(10, { ...schedule, outPerSecond: 2 })).toBe(10_000);
  expect(drainEstimateMs(10_000_000, { ...schedule, outPerSecond: 2 })).toBeNull();
});

it("a rate is told in the unit in which it can be read", () => {
  expect([1_204.4, 40, 9.94, 0.4, 0.05, 0.001, 0].map(formatPerSecond)).toEqual([
    "1,204/s",
    "40/s",
    "9.9/s",
    "0.4/s",
    "3/min",
    "under 1/min",
    "0/s",
  ]);
});
