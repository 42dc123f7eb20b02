import { type Capacity, type Costs, type Inputs, PARTITION_DAYS, planCapacity } from "./capacity";
import { readCosts } from "./costs";
import { toTable } from "./markdown";
import { renderFigures } from "./render";
import { renderQueueing } from "./render-queueing";
import { type Report, toText } from "./report";
import { INPUTS, ONE_POSTGRES, RATES } from "./scaling-inputs";

/** `max_connections` without those kept for the superuser. */
const SERVER_CONNECTIONS = 97;
const MILLION = 1_000_000;
const MEGABYTE = 2 ** 20;
const GIGABYTE = 2 ** 30;
const TERABYTE = 2 ** 40;

/** @param text docs/SCALING.md as it is. @returns it with every table between `<!-- name -->` and `<!-- end -->` written anew. */
export function renderScaling(text: string, report: Report): string {
  const tables: Record<string, () => string[]> = {
    growth: () => renderGrown(report),
    costs: () => renderCosts(report),
    limits: () => renderLimits(readCosts(report, "redis"), figureOf(report, "footprint", "Redis memory per ring")),
    money: () => renderMoney(readCosts(report, "redis")),
    inputs: renderInputs,
    capacity: () => renderCapacity(readCosts(report, "redis")),
    queueing: renderQueueing,
  };
  return Object.entries(tables).reduce((all, [name, render]) => {
    const [start, end] = [`<!-- ${name} -->\n`, "\n<!-- end -->"];
    const from = all.indexOf(start);
    const to = all.indexOf(end, from);
    if (from < 0 || to < 0) throw new Error(`docs/SCALING.md has no place for the table ${name}.`);
    return all.slice(0, from + start.length) + render().join("\n") + all.slice(to);
  }, text);
}

function renderGrown({ sections }: Report): string[] {
  return ["workers", "webs"].flatMap((scenario, index) => {
    const found = sections.filter((section) => section.scenario === scenario);
    const table = found.length === 0 ? [`Not measured yet: \`${scenario}\`.`] : renderFigures(found);
    return [...(index === 0 ? [] : [""]), `Scenario \`${scenario}\`:`, "", ...table];
  });
}

const WAYS: { title: string; calls: Inputs["calls"]; fanOut: number }[] = [
  { title: "single calls, fan-out 1", calls: "single", fanOut: 1 },
  { title: "batches, fan-out 1", calls: "batch", fanOut: 1 },
  { title: "batches, fan-out 20", calls: "batch", fanOut: 20 },
];

/** A second with a million deliveries, at full use and with one attempt each: its costs are those of the million. */
function ofMillion(costs: Costs, { calls, fanOut }: (typeof WAYS)[number]): Capacity {
  const plain = { ...INPUTS, fanOut, calls, attemptsPerDelivery: 1, utilisation: 1 };
  return planCapacity(costs, { ...plain, eventsPerSecond: MILLION / fanOut });
}

function renderCosts(report: Report): string[] {
  const columns = ["web, CPU s", "worker, CPU s", "PostgreSQL, CPU s", "Redis, CPU s", "disk, GB", "log (WAL), GB"];
  const rows = (["redis", "postgres"] as const).flatMap((backend) => {
    const costs = readCosts(report, backend);
    return WAYS.map((way) => {
      const { cores, walBytesPerSecond, diskBytesPerDay } = ofMillion(costs, way);
      const disk = diskBytesPerDay / 86_400 / GIGABYTE;
      const seconds = [cores.web, cores.worker, cores.postgres, cores.redis];
      const cells = [...seconds, disk, walBytesPerSecond / GIGABYTE].map(orNone);
      return [backend === "redis" ? "Redis" : "PostgreSQL", way.title, ...cells];
    });
  });
  return toTable(
    [{ head: "queue" }, { head: "how events come" }, ...columns.map((head) => ({ head, isNumber: true }))],
    rows,
  );
}

function renderMoney(costs: Costs): string[] {
  return WAYS.map((way) => {
    const { cores, diskBytesPerDay } = ofMillion(costs, way);
    const hours = Object.values(cores).reduce((sum, seconds) => sum + seconds, 0) / 3_600;
    const disk = diskBytesPerDay / 86_400 / GIGABYTE;
    return `- ${way.title}: ${orNone(hours)} core-hours ÷ utilisation × *price of a core-hour* + ${orNone(disk)} GB × retention ÷ 30 days × *price of a GB-month*`;
  });
}

function renderInputs(): string[] {
  const rows: [string, string][] = [
    ["webhooks per event", String(INPUTS.fanOut)],
    ["attempts per delivery", String(INPUTS.attemptsPerDelivery)],
    ["size of `data`", `${INPUTS.bodyBytes.toLocaleString("en-US")} bytes`],
    ["receivers answer after, on average", `${INPUTS.receiverSeconds * 1_000} ms`],
    ["retention", `${INPUTS.retentionDays} days`],
    ["requests in flight per worker", String(INPUTS.concurrency)],
    ["planned use of cores and of requests in flight", `${INPUTS.utilisation * 100} %`],
    ["one PostgreSQL has at most", describeLimits()],
  ];
  return toTable([{ head: "input" }, { head: "value" }], rows);
}

function describeLimits(): string {
  const { cores, connections, walMegabytesPerSecond, diskTerabytes } = ONE_POSTGRES;
  return `${cores} cores, ${connections} connections, ${walMegabytesPerSecond} MB/s of log, ${diskTerabytes} TB of disk`;
}

function renderCapacity(costs: Costs): string[] {
  const cases = RATES.flatMap((eventsPerSecond) =>
    (["single", "batch"] as const).map((calls) => planCapacity(costs, { ...INPUTS, eventsPerSecond, calls })),
  );
  const heads = RATES.flatMap((rate) => ["single calls", "batches"].map((how) => `${rate / 1_000} k/s, ${how}`));
  const line = (name: string, cellOf: (capacity: Capacity) => string) => [name, ...cases.map(cellOf)];
  return toTable(
    [{ head: "" }, ...heads.map((head) => ({ head, isNumber: true }))],
    [
      line("deliveries a second", (each) => orNone(each.deliveriesPerSecond)),
      line("web processes", (each) => orNone(each.webs)),
      line("requests in flight", (each) => orNone(each.requestsInFlight)),
      line("workers", (each) => orNone(each.workers)),
      line("… asked for by", ({ workersFor: { cpu, inFlight } }) => (cpu > inFlight ? "CPU" : "requests in flight")),
      line("cores for PostgreSQL", (each) => orNone(each.cores.postgres)),
      line("cores for Redis", (each) => orNone(each.cores.redis)),
      line("connections to PostgreSQL", (each) => orNone(each.connections)),
      line("log (WAL), MB/s", (each) => orNone(each.walBytesPerSecond / MEGABYTE)),
      line("disk a day, GB", (each) => orNone(each.diskBytesPerDay / GIGABYTE)),
      line("disk in all, TB, at most", (each) => orNone(each.diskBytes / TERABYTE)),
      line("one PostgreSQL lacks", lacking),
    ],
  );
}

/** @returns what of the calculated is more than one PostgreSQL is taken to have. */
function lacking(capacity: Capacity): string {
  const beyond = [
    ["cores", capacity.cores.postgres > ONE_POSTGRES.cores],
    ["connections", capacity.connections > ONE_POSTGRES.connections],
    ["log", capacity.walBytesPerSecond / MEGABYTE > ONE_POSTGRES.walMegabytesPerSecond],
    ["disk", capacity.diskBytes / TERABYTE > ONE_POSTGRES.diskTerabytes],
  ] as const;
  if ([capacity.connections, capacity.diskBytes].some(Number.isNaN)) return orNone(Number.NaN);
  const names = beyond.flatMap(([name, isBeyond]) => (isBeyond ? [name] : []));
  return names.length === 0 ? "nothing" : names.join(", ");
}

/** What one of each bears, by the costs above: whichever you have least of is the first limit. */
function renderLimits(costs: Costs, ringBytes: number): string[] {
  const [single, batch] = WAYS.map((way) => ofMillion(costs, way));
  const perCore = (seconds: number | undefined) => orNone(MILLION / (seconds ?? Number.NaN));
  const perInFlight = (seconds: number) => orNone(INPUTS.concurrency / seconds);
  const onServer = Math.floor((SERVER_CONNECTIONS - costs.connectionsPerWeb) / costs.connectionsPerWorker);
  const diskPerDelivery = costs.diskBytesPerEvent + costs.diskBytesPerDelivery;
  const perTerabyte = TERABYTE / (diskPerDelivery * (INPUTS.retentionDays + PARTITION_DAYS) * 86_400);
  const rows = [
    [
      "a core of a web process",
      `${perCore(single?.cores.web)} single calls/s, or ${perCore(batch?.cores.web)} events/s in batches`,
    ],
    ["a core of a worker", `${perCore(batch?.cores.worker)} deliveries/s`],
    [
      `${INPUTS.concurrency} requests in flight (one worker)`,
      `${perInFlight(0.05)} deliveries/s to receivers that take 50 ms, ${perInFlight(0.5)} to such that take 500 ms`,
    ],
    ["a core of PostgreSQL", `${perCore(batch?.cores.postgres)} deliveries/s`],
    ["a core of Redis", `${perCore(single?.cores.redis)} single calls/s`],
    [
      `${SERVER_CONNECTIONS} connections (PostgreSQL unless told otherwise)`,
      `${orNone(onServer)} workers beside one web process: ${orNone(costs.connectionsPerWorker)} for a worker, ${orNone(costs.connectionsPerWeb)} for a web process, at most, under load`,
    ],
    [
      "1 TB of disk",
      `${orNone(perTerabyte)} deliveries/s for ${INPUTS.retentionDays} days, of events that go to one webhook`,
    ],
    [
      "1 MB of Redis",
      `${orNone(MEGABYTE / ringBytes)} rings that nobody has heard yet; of those there are about 1,000 at most`,
    ],
  ];
  return toTable([{ head: "" }, { head: "bears" }], rows);
}

function figureOf({ sections }: Report, scenario: string, figure: string): number {
  const rows = sections.flatMap((section) => (section.scenario === scenario ? section.rows : []));
  return rows.find((row) => row.figure === figure)?.value.median ?? Number.NaN;
}

function orNone(value: number): string {
  if (Number.isNaN(value)) return "not measured yet";
  return Number.isInteger(value) ? value.toLocaleString("en-US") : toText(value);
}
