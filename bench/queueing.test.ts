import { expect, test } from "vitest";
import { createRandom } from "@/prisma/seed/sample/random";
import { receivers, simulateCrowd } from "./queueing";

const steady = { perSecond: 1_000, requests: 200_000, nextMs: () => 50 };

test("requests in flight are rate × latency", () => {
  const { meanInFlight } = simulateCrowd({ ...steady, slots: 200 }, createRandom(1));
  expect(meanInFlight).toBeGreaterThan(49);
  expect(meanInFlight).toBeLessThan(51);
});

test("with one slot and latencies that have no memory, the wait is that of M/M/1", () => {
  // Mean service 0.5 ms at 1,000 a second: half the time busy, and e^(-t) of the half wait longer than t ms.
  const nextMs = (random: () => number) => -Math.log(1 - random()) * 0.5;
  const crowd = simulateCrowd({ perSecond: 1_000, requests: 400_000, slots: 1, nextMs }, createRandom(2));
  expect(crowd.waited).toBeCloseTo(0.5, 1);
  expect(crowd.p95WaitMs).toBeCloseTo(Math.log(0.5 / 0.05), 0);
});

test("fewer slots than rate × latency take what comes, ever later", () => {
  const few = simulateCrowd({ ...steady, slots: 25 }, createRandom(3));
  expect(few.meanInFlight).toBeCloseTo(25, 0);
  expect(few.p95WaitMs).toBeGreaterThan(60_000);
});

test("the mean of receivers counts those that hang, and is what they come to", () => {
  const { meanMs, nextMs } = receivers({ medianMs: 100, spread: 0.8, hangShare: 0.01, limitMs: 15_000 });
  const random = createRandom(4);
  const drawn = Array.from({ length: 200_000 }, () => nextMs(random));
  const mean = drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
  expect(mean / meanMs).toBeCloseTo(1, 1);
  expect(Math.max(...drawn.slice(0, 10_000))).toBe(15_000);
});
