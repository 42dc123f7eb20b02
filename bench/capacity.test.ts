import { expect, test } from "vitest";
import { type Costs, type Inputs, planCapacity, splitCost } from "./capacity";
import { readCosts } from "./costs";
import type { Section } from "./report";

const costs: Costs = {
  cpuPerEvent: { web: 0.0001, worker: 0, postgres: 0.00002, redis: 0 },
  cpuPerSingleCall: { web: 0.001, worker: 0, postgres: 0, redis: 0 },
  cpuPerDelivery: { web: 0.00005, worker: 0.0002, postgres: 0.0001, redis: 0 },
  diskBytesPerEvent: 2_000,
  diskBytesPerDelivery: 3_000,
  walBytesPerEvent: 3_000,
  walBytesPerDelivery: 4_000,
  bodyBytes: 1_000,
  connectionsPerWeb: 5,
  connectionsPerWorker: 7,
};
const inputs: Inputs = {
  eventsPerSecond: 1_000,
  fanOut: 2,
  attemptsPerDelivery: 1.5,
  bodyBytes: 1_000,
  receiverSeconds: 0.2,
  retentionDays: 30,
  calls: "batch",
  concurrency: 100,
  utilisation: 0.5,
};

test("deliveries, attempts and requests in flight follow from the rate", () => {
  const found = planCapacity(costs, inputs);
  expect(found.deliveriesPerSecond).toBe(2_000);
  expect(found.attemptsPerSecond).toBe(3_000);
  expect(found.requestsInFlight).toBe(600);
  // 600 in flight, of 50 that one worker is planned for.
  expect(found.workersFor).toEqual({ cpu: 2, inFlight: 12 });
  expect(found.workers).toBe(12);
  expect(found.connections).toBe(found.webs * 5 + 12 * 7);
});

test("a web process makes a delivery once, a worker and PostgreSQL pay for every attempt", () => {
  const { cores } = planCapacity(costs, inputs);
  expect(cores.web).toBeCloseTo((1_000 * (0.0001 + 2 * 0.00005)) / 0.5);
  expect(cores.worker).toBeCloseTo((3_000 * 0.0002) / 0.5);
  expect(cores.postgres).toBeCloseTo((1_000 * 0.00002 + 3_000 * 0.0001) / 0.5);
});

test("single calls cost the web process more than batches", () => {
  const { cores } = planCapacity(costs, { ...inputs, calls: "single" });
  expect(cores.web).toBeCloseTo((1_000 * (0.0001 + 0.001 + 2 * 0.00005)) / 0.5);
});

test("disk is of what is kept, and a larger body is stored once", () => {
  const small = planCapacity(costs, inputs);
  expect(small.diskBytesPerDay).toBe((1_000 * 2_000 + 3_000 * 3_000) * 86_400);
  expect(small.diskBytes).toBe(small.diskBytesPerDay * 37);
  const large = planCapacity(costs, { ...inputs, bodyBytes: 8_000 });
  expect(large.walBytesPerSecond - small.walBytesPerSecond).toBe(1_000 * 7_000);
});

test("what was not measured stays unknown", () => {
  const found = planCapacity({ ...costs, diskBytesPerEvent: Number.NaN, connectionsPerWorker: Number.NaN }, inputs);
  expect(found.diskBytes).toBeNaN();
  expect(found.connections).toBeNaN();
  expect(found.workers).toBe(12);
});

test("a cost is taken apart by fan-out, and neither part is below zero", () => {
  const of = (perEvent: number, perDelivery: number) =>
    splitCost([1, 5, 20].map((fanOut) => ({ fanOut, perDelivery: perEvent / fanOut + perDelivery })));
  expect(of(3, 2).perEvent).toBeCloseTo(3);
  expect(of(3, 2).perDelivery).toBeCloseTo(2);
  expect(of(-1, 2).perEvent).toBe(0);
  expect(of(3, -0.1).perDelivery).toBeGreaterThanOrEqual(0);
  expect(splitCost([{ fanOut: 1, perDelivery: 4 }])).toEqual({ perEvent: 0, perDelivery: 4 });
});

test("costs are read from the sections of one queue", () => {
  const use = (label: string, web: number) => ({ label, role: "web", cpuSecondsPer1000: web, rssMb: 1 });
  const row = (label: string, figure: string, value: number) => ({
    label,
    figure,
    unit: "",
    value: { median: value, min: value, max: value, runs: 1 },
  });
  const section = (scenario: string, more: Partial<Section>): Section => ({
    scenario,
    backend: "redis",
    source: { commit: "", at: "", load: "", machine: "", versions: {} },
    rows: [],
    counts: [],
    usage: [],
    ...more,
  });
  const disk = "disk per 1,000 deliveries";
  const sections = [
    section("fan-out", { usage: [use("fan-out 1", 3), use("fan-out 2", 2)] }),
    section("single", { usage: [use("single", 10)] }),
    section("footprint", {
      rows: [
        row("footprint, fan-out 1", disk, 3),
        row("footprint, fan-out 2", disk, 2),
        row("footprint, fan-out 1", "PostgreSQL connections of a worker, at most", 7),
      ],
    }),
  ];
  const found = readCosts({ sections }, "redis");
  expect(found.cpuPerEvent.web).toBeCloseTo(0.002);
  expect(found.cpuPerDelivery.web).toBeCloseTo(0.001);
  expect(found.cpuPerSingleCall.web).toBeCloseTo(0.007);
  expect(found.cpuPerDelivery.redis).toBe(0);
  expect(found.diskBytesPerEvent).toBeCloseTo((2 * 2 ** 20) / 1_000);
  expect(found.connectionsPerWorker).toBe(7);
  expect(found.connectionsPerWeb).toBeNaN();
  expect(readCosts({ sections }, "postgres").cpuPerDelivery.web).toBeNaN();
});
