import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EMPTY_REPORT, type LaneReport, type LaneState } from "./lane-state";
import { planClaim, settleClaim } from "./plan-claim";
import { bucketCapacity } from "./token-bucket";

const START_MS = 1_000_000;
const fresh: LaneState = {
  tokens: 1e9,
  refilledAtMs: START_MS,
  breaker: "closed",
  consecutiveFailures: 0,
  openings: 0,
  probeAtMs: null,
  rampRate: null,
  rampStepAtMs: null,
};
const failed = (count: number): LaneReport => ({ ...EMPTY_REPORT, failures: count, failuresAtEnd: count });
const succeeded: LaneReport = { ...EMPTY_REPORT, successes: 1 };

/** Claims as a worker with an endless backlog would: whenever it is woken, and at random times besides. */
function simulate(rateLimit: number, steps: readonly { waitMs: number; room: number }[], start = fresh) {
  let lane = start;
  let nowMs = START_MS;
  const claims: { atMs: number; count: number }[] = [];
  for (const { waitMs, room } of steps) {
    nowMs += waitMs;
    const plan = planClaim(lane, { report: EMPTY_REPORT, rateLimit, room, nowMs });
    lane = settleClaim(plan, plan.slots, nowMs).lane;
    claims.push({ atMs: nowMs, count: plan.slots });
  }
  return claims;
}

const rate = fc.integer({ min: 1, max: 5_000 });
const step = fc.record({ waitMs: fc.integer({ min: 0, max: 1_500 }), room: fc.integer({ min: 0, max: 500 }) });

describe("the rate limit of a webhook", () => {
  it("is not exceeded over any span of time, whenever and for whatever room is claimed", () => {
    fc.assert(
      fc.property(rate, fc.array(step, { maxLength: 60 }), (rateLimit, steps) => {
        const claims = simulate(rateLimit, steps);
        for (let from = 0; from < claims.length; from += 1) {
          let sum = 0;
          for (let to = from; to < claims.length; to += 1) {
            sum += claims[to]?.count ?? 0;
            const spanS = ((claims[to]?.atMs ?? 0) - (claims[from]?.atMs ?? 0)) / 1_000;
            expect(sum).toBeLessThanOrEqual(rateLimit * spanS + bucketCapacity(rateLimit) + 1e-6);
          }
        }
      }),
    );
  });

  it("is used up by a backlog that is claimed whenever it may be", () => {
    fc.assert(
      fc.property(rate, (rateLimit) => {
        let lane = fresh;
        let nowMs = START_MS;
        let claimed = 0;
        while (nowMs < START_MS + 10_000) {
          const plan = planClaim(lane, { report: EMPTY_REPORT, rateLimit, room: 1_000, nowMs });
          claimed += plan.slots;
          const settled = settleClaim(plan, plan.slots, nowMs);
          lane = settled.lane;
          expect(settled.againAtMs).not.toBeNull();
          nowMs = settled.againAtMs ?? Number.NaN;
        }
        expect(claimed).toBeGreaterThanOrEqual(rateLimit * 10 * 0.95);
      }),
      { numRuns: 50 },
    );
  });

  it("rests for as long as the receiver asked with 429 and Retry-After", () => {
    const report = { ...failed(1), restMs: 5_000 };
    const plan = planClaim(fresh, { report, rateLimit: 100, room: 50, nowMs: START_MS });
    expect(plan.slots).toBe(0);
    const { lane, againAtMs } = settleClaim(plan, 0, START_MS);
    expect(planClaim(lane, { report: EMPTY_REPORT, rateLimit: 100, room: 50, nowMs: START_MS + 4_900 }).slots).toBe(0);
    expect((againAtMs ?? 0) - START_MS).toBeGreaterThanOrEqual(5_000);
    expect((againAtMs ?? 0) - START_MS).toBeLessThan(5_200);
  });
});

describe("the breaker of a webhook", () => {
  const claim = (lane: LaneState, report: LaneReport, nowMs: number) =>
    planClaim(lane, { report, rateLimit: 1_000, room: 100, nowMs });

  it("stays closed through nine failures in a row, and opens with the tenth", () => {
    expect(claim(fresh, failed(9), START_MS).lane.breaker).toBe("closed");
    const opened = claim(fresh, failed(10), START_MS);
    expect(opened).toMatchObject({ slots: 0, lane: { breaker: "open", probeAtMs: START_MS + 5_000 } });
  });

  it("counts failures across reports, and forgets them with a success", () => {
    const nine = settleClaim(claim(fresh, failed(9), START_MS), 0, START_MS).lane;
    expect(claim(nine, failed(1), START_MS).lane.breaker).toBe("open");
    expect(claim(nine, succeeded, START_MS).lane).toMatchObject({ breaker: "closed", consecutiveFailures: 0 });
  });

  it("opens when half of the latest attempts failed, although some succeed", () => {
    const report = { ...EMPTY_REPORT, successes: 10, failures: 10, failuresAtEnd: 1, mostlyFailing: true };
    expect(claim(fresh, report, START_MS).lane.breaker).toBe("open");
  });

  it("lets one delivery through as a probe, and no second one before the first is heard of", () => {
    const open = claim(fresh, failed(10), START_MS).lane;
    const probe = claim(open, EMPTY_REPORT, START_MS + 5_000);
    expect(probe).toMatchObject({ slots: 1, isProbe: true });
    const probing = settleClaim(probe, 1, START_MS + 5_000).lane;
    expect(claim(probing, EMPTY_REPORT, START_MS + 35_000).slots).toBe(0);
    expect(claim(probing, failed(30), START_MS + 6_000).lane.breaker).toBe("half_open");
  });

  it("probes again when a probe died with its worker", () => {
    const open = claim(fresh, failed(10), START_MS).lane;
    const probing = settleClaim(claim(open, EMPTY_REPORT, START_MS + 5_000), 1, START_MS + 5_000).lane;
    expect(claim(probing, EMPTY_REPORT, START_MS + 5_000 + 60_000)).toMatchObject({ slots: 1, isProbe: true });
  });

  it("waits twice as long after each failed probe, up to 5 minutes", () => {
    let lane = claim(fresh, failed(10), START_MS).lane;
    let nowMs = START_MS;
    const waitsMs: number[] = [];
    for (let round = 0; round < 9; round += 1) {
      waitsMs.push((lane.probeAtMs ?? 0) - nowMs);
      nowMs = lane.probeAtMs ?? 0;
      const probing = settleClaim(claim(lane, EMPTY_REPORT, nowMs), 1, nowMs).lane;
      lane = claim(probing, { ...failed(1), probe: "failed" }, nowMs).lane;
    }
    expect(waitsMs.map((ms) => ms / 1_000)).toEqual([5, 10, 20, 40, 80, 160, 300, 300, 300]);
  });
});

describe("a revived endpoint", () => {
  const half: LaneState = { ...fresh, breaker: "half_open", openings: 3, probeAtMs: START_MS + 60_000 };
  const revived = planClaim(half, {
    report: { ...succeeded, probe: "ok" },
    rateLimit: 1_000,
    room: 1_000,
    nowMs: START_MS,
  });

  it("first gets 5 requests a second, and twice as many every 10 s while it answers 2xx", () => {
    expect(revived.lane).toMatchObject({ breaker: "closed", openings: 0, rampRate: 5 });
    let lane = settleClaim(revived, revived.slots, START_MS).lane;
    const perSecond: number[] = [];
    for (let second = 1; second <= 40; second += 1) {
      let sum = 0;
      for (let tenth = 0; tenth < 10; tenth += 1) {
        const nowMs = START_MS + second * 1_000 + tenth * 100;
        const plan = planClaim(lane, { report: succeeded, rateLimit: 1_000, room: 1_000, nowMs });
        sum += plan.slots;
        lane = settleClaim(plan, plan.slots, nowMs).lane;
      }
      perSecond.push(sum);
    }
    expect(perSecond[5]).toBe(5);
    expect(perSecond[15]).toBe(10);
    expect(perSecond[25]).toBe(20);
    expect(perSecond[35]).toBe(40);
  });

  it("is not ramped up while it fails", () => {
    const plan = planClaim(revived.lane, {
      report: failed(1),
      rateLimit: 1_000,
      room: 1_000,
      nowMs: START_MS + 15_000,
    });
    expect(plan.lane.rampRate).toBe(5);
  });

  it("has its full rate back as soon as nothing waits any more", () => {
    const plan = planClaim(revived.lane, { report: succeeded, rateLimit: 1_000, room: 10, nowMs: START_MS + 900 });
    expect(settleClaim(plan, plan.slots - 1, START_MS + 900).lane.rampRate).toBeNull();
  });
});
