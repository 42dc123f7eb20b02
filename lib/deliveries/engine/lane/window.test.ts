import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inFlightLimit, nextWindow, shareRoom, windowStart } from "./window";

const quick = { ok: true, latencyMs: 20 };

describe("what one endpoint may hold of a worker", () => {
  it("is a tenth at first, at most 64 %, and never less than one request", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000 }),
        fc.array(fc.record({ ok: fc.boolean(), latencyMs: fc.integer({ min: 0, max: 30_000 }) }), { maxLength: 200 }),
        (concurrency, answers) => {
          let window = windowStart(concurrency);
          expect(window).toBe(Math.max(1, Math.floor(concurrency / 10)));
          for (const answer of answers) {
            window = nextWindow(window, { ...answer, inFlight: Math.ceil(window), concurrency });
            expect(window).toBeGreaterThanOrEqual(1);
            expect(window).toBeLessThanOrEqual(Math.max(1, concurrency * 0.64));
          }
        },
      ),
    );
  });

  it("grows with quick successes and halves with each answer that is slow or missing", () => {
    expect(nextWindow(10, { ...quick, inFlight: 10, concurrency: 100 })).toBe(11);
    expect(nextWindow(40, { ok: false, latencyMs: 30_000, inFlight: 40, concurrency: 100 })).toBe(20);
    expect(nextWindow(40, { ok: true, latencyMs: 6_000, inFlight: 40, concurrency: 100 })).toBe(20);
  });

  it("does not grow while it is not used", () => {
    expect(nextWindow(10, { ...quick, inFlight: 1, concurrency: 100 })).toBe(10);
  });

  it("leaves slots to others although a dozen endpoints hang at once, and the last slot to one that has none", () => {
    const concurrency = 100;
    let inFlight = 0;
    for (let lane = 0; lane < 12; lane += 1) {
      let held = 0;
      while (held < inFlightLimit(windowStart(concurrency), concurrency - inFlight)) {
        held += 1;
        inFlight += 1;
      }
    }
    expect(inFlight).toBeLessThan(concurrency);
    expect(inFlightLimit(64, 1)).toBe(1);
  });
});

describe("room that several webhooks want", () => {
  const wants = fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 50 });

  it("is never given twice, and nobody gets more than wanted", () => {
    fc.assert(
      fc.property(wants, fc.integer({ min: 0, max: 1_000 }), (wanted, room) => {
        const shares = shareRoom(wanted, room);
        const given = shares.reduce((sum, share) => sum + share, 0);
        const total = wanted.reduce((sum, want) => sum + want, 0);
        expect(given).toBe(Math.min(room, total));
        shares.forEach((share, index) => expect(share).toBeLessThanOrEqual(wanted[index] ?? 0));
      }),
    );
  });

  it("goes to the modest first: who wants less than an even share gets all of it", () => {
    expect(shareRoom([300, 5, 300], 105)).toEqual([50, 5, 50]);
  });
});
