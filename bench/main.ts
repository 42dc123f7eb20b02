import { parseArgs } from "node:util";
import { startEmptyServer } from "./empty-server";
import { usageByRole } from "./processes";
import { type Backend, type Product, type Receiver, startProduct, startReceiver } from "./product";
import { describeMachine, describeVersions, type Report, writeReport } from "./report";
import { paced } from "./scenarios/paced";
import { raw } from "./scenarios/raw";
import { saturate } from "./scenarios/saturate";
import { emptyHandler, single } from "./scenarios/single";
import { figure } from "./statistics";
import { removeOtherWebhooks, type Tally } from "./webhook";

const SCENARIOS = ["raw", "paced", "saturate", "single"] as const;
const KILOBYTE = 1_000;
const RAW = { requests: 30_000, connections: 64, bytes: KILOBYTE };

const { values: args } = parseArgs({
  options: {
    only: { type: "string" },
    backend: { type: "string" },
    runs: { type: "string", default: "3" },
    seconds: { type: "string", default: "60" },
    events: { type: "string", default: "50000" },
  },
});
const runs = Number(args.runs);
const seconds = Number(args.seconds);
const events = Number(args.events);
const wanted = (name: (typeof SCENARIOS)[number]) => args.only === undefined || args.only === name;
if (args.only !== undefined && !SCENARIOS.some((name) => name === args.only)) {
  console.error(`There is no scenario "${args.only}"; there are ${SCENARIOS.join(", ")}.`);
  process.exit(1);
}

const load = `paced ${seconds} s a run, single ${Math.min(seconds, 10)} s a run from 64 connections, saturate ${events} events of 1 kB in batches of 500`;
const report: Report = {
  machine: describeMachine(),
  load,
  versions: describeVersions(),
  rows: [],
  counts: [],
  usage: [],
};
const say = (text: string) => console.log(`${new Date().toISOString().slice(11, 19)}  ${text}`);

/** Repeats a scenario, and reads what each process used meanwhile. */
async function repeat<T extends { tally: Tally }>(
  scenario: string,
  product: Product,
  run: () => Promise<T>,
): Promise<T[]> {
  const before = usageByRole(product.marks);
  const results: T[] = [];
  for (let index = 0; index < runs; index += 1) {
    const result = await run();
    say(`${product.backend} ${scenario} ${index + 1}/${runs}: ${JSON.stringify(result)}`);
    results.push(result);
  }
  const after = usageByRole(product.marks);
  const sum = (key: keyof Tally) => results.reduce((total, { tally }) => total + tally[key], 0);
  const count = {
    scenario,
    backend: product.backend,
    accepted: sum("accepted"),
    delivered: sum("delivered"),
    lost: sum("lost"),
    duplicates: sum("duplicates"),
  };
  report.counts.push(count);
  for (const [role, use] of after) {
    const cpuMs = use.cpuMs - (before.get(role)?.cpuMs ?? 0);
    report.usage.push({
      scenario,
      backend: product.backend,
      role,
      cpuSecondsPer1000: cpuMs / count.delivered,
      rssMb: use.rssBytes / 2 ** 20,
    });
  }
  return results;
}

async function benchPaced(product: Product, receiver: Receiver): Promise<void> {
  for (const perSecond of [50, 200])
    for (const bytes of [KILOBYTE, 7 * KILOBYTE]) {
      const scenario = `paced ${perSecond}/s, ${bytes / KILOBYTE} kB`;
      const results = await repeat(scenario, product, () => paced(product, receiver, { perSecond, seconds, bytes }));
      const aims =
        product.backend === "redis"
          ? { p50Ms: 12, p95Ms: 40, p99Ms: 100 }
          : { p50Ms: undefined, p95Ms: 100, p99Ms: undefined };
      for (const key of ["p50Ms", "p95Ms", "p99Ms"] as const) {
        const value = figure(results.map((result) => result[key]));
        const aim = aims[key];
        report.rows.push({
          scenario,
          backend: product.backend,
          figure: key.slice(0, 3),
          unit: "ms",
          value,
          aim: aim === undefined ? undefined : { text: `≤ ${aim} ms`, met: value.median <= aim },
        });
      }
    }
}

async function benchSaturate(product: Product, receiver: Receiver): Promise<void> {
  const rates: number[] = [];
  const results = await repeat("saturate", product, async () => {
    await receiver.reset();
    rates.push(await raw(receiver, RAW));
    return saturate(product, receiver, { events, bytes: KILOBYTE });
  });
  const { backend } = product;
  const least = backend === "redis" ? 0.35 : 0.3;
  const ratio = figure(results.map(({ perSecond }, index) => perSecond / (rates[index] ?? Number.NaN)));
  report.rows.push(
    { scenario: "raw", backend, figure: "raw loop", unit: "/s", value: figure(rates) },
    {
      scenario: "saturate",
      backend,
      figure: "delivered and recorded",
      unit: "/s",
      value: figure(results.map(({ perSecond }) => perSecond)),
    },
    {
      scenario: "saturate",
      backend,
      figure: "÷ raw loop",
      unit: "",
      value: ratio,
      aim: { text: `≥ ${least}`, met: ratio.median >= least },
    },
  );
}

async function benchSingle(product: Product, receiver: Receiver, emptyUrl: string): Promise<void> {
  const empty: number[] = [];
  const load = { seconds: Math.min(seconds, 10), bytes: KILOBYTE };
  await emptyHandler(emptyUrl, { ...load, seconds: 3 });
  const results = await repeat("single", product, async () => {
    empty.push(await emptyHandler(emptyUrl, load));
    return single(product, receiver, load);
  });
  const { backend } = product;
  const ratio = figure(results.map(({ perSecond }, index) => perSecond / (empty[index] ?? Number.NaN)));
  report.rows.push(
    { scenario: "single", backend, figure: "empty route handler", unit: "/s", value: figure(empty) },
    {
      scenario: "single",
      backend,
      figure: "accepted",
      unit: "/s",
      value: figure(results.map(({ perSecond }) => perSecond)),
    },
    {
      scenario: "single",
      backend,
      figure: "÷ empty handler",
      unit: "",
      value: ratio,
      aim: { text: "≥ 0.6", met: ratio.median >= 0.6 },
    },
  );
}

async function benchBackend(backend: Backend, receiver: Receiver, emptyUrl: string | undefined): Promise<void> {
  say(`${backend}: starting the product`);
  const product = await startProduct(backend);
  try {
    await removeOtherWebhooks(product);
    if (wanted("paced")) await benchPaced(product, receiver);
    if (wanted("saturate")) await benchSaturate(product, receiver);
    if (emptyUrl !== undefined) await benchSingle(product, receiver, emptyUrl);
  } finally {
    await product.stop();
  }
}

/** Runs what the arguments ask for and writes the report. */
async function run(): Promise<void> {
  const receiver = await startReceiver();
  const empty = wanted("single") ? await startEmptyServer() : undefined;
  try {
    if (args.only === "raw") {
      const rates: number[] = [];
      for (let index = 0; index < runs; index += 1) rates.push(await raw(receiver, RAW));
      report.rows.push({ scenario: "raw", backend: "none", figure: "raw loop", unit: "/s", value: figure(rates) });
    } else {
      const backends: Backend[] = ["redis", "postgres"];
      for (const backend of backends)
        if (args.backend === undefined || args.backend === backend) await benchBackend(backend, receiver, empty?.url);
    }
  } finally {
    empty?.stop();
    receiver.stop();
  }
  writeReport(report);
  say("written: bench/report.md, bench/report.json");
  const lost = report.counts.reduce((total, count) => total + count.lost, 0);
  if (lost > 0) throw new Error(`${lost} deliveries were lost: these figures mean nothing.`);
}

await run();
