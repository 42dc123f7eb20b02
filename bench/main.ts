import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Backend } from "@/chaos/experiment";
import { runScenario } from "./bench";
import { startReceiver } from "./load/receiver";
import { compareReports, describeMachine, describeVersions, type Report, writeReport } from "./report";
import type { Load, Scenario } from "./scenario";
import { chatter } from "./scenarios/chatter";
import { drain, workers } from "./scenarios/drain";
import { fanOut } from "./scenarios/fan-out";
import { idle } from "./scenarios/idle";
import { isolation } from "./scenarios/isolation";
import { paced } from "./scenarios/paced";
import { reads } from "./scenarios/reads";
import { retention } from "./scenarios/retention";
import { saturate } from "./scenarios/saturate";
import { single } from "./scenarios/single";

const SCENARIOS: readonly Scenario[] = [
  paced,
  saturate,
  single,
  fanOut,
  isolation,
  drain,
  workers,
  chatter,
  idle,
  reads,
  retention,
];
/** Deliveries in the tables that `reads` reads. */
const ROWS = [100_000, 1_000_000];
const ROWS_BIG = 5_000_000;
const BACKENDS: readonly Backend[] = ["redis", "postgres"];

const { values: args } = parseArgs({
  options: {
    only: { type: "string" },
    backend: { type: "string" },
    runs: { type: "string", default: "3" },
    seconds: { type: "string", default: "60" },
    events: { type: "string", default: "50000" },
    big: { type: "boolean", default: false },
    compare: { type: "string" },
  },
});

/** @throws Error that names the choices. */
function choose<Choice>(what: string, all: readonly Choice[], nameOf: (one: Choice) => string, given?: string) {
  if (given === undefined) return all;
  const names = given.split(",");
  const unknown = names.find((name) => !all.some((one) => nameOf(one) === name));
  if (unknown !== undefined)
    throw new Error(`There is no ${what} "${unknown}"; there are ${all.map(nameOf).join(", ")}.`);
  return all.filter((one) => names.includes(nameOf(one)));
}

/** @throws Error unless it is a whole number above zero. */
function wholeNumber(name: "runs" | "seconds" | "events"): number {
  const value = Number(args[name]);
  if (!Number.isSafeInteger(value) || value < 1) throw new Error(`--${name} must be a whole number above zero.`);
  return value;
}

function readReport(file: string): Report {
  return JSON.parse(readFileSync(file, "utf8")) as Report;
}

const say = (text: string) => console.log(`${new Date().toISOString().slice(11, 19)}  ${text}`);

/** Runs what the arguments ask for and writes the report. */
async function run(): Promise<void> {
  const scenarios = choose("scenario", SCENARIOS, ({ name }) => name, args.only);
  const backends = choose("backend", BACKENDS, String, args.backend);
  const load: Load = {
    runs: wholeNumber("runs"),
    seconds: wholeNumber("seconds"),
    events: wholeNumber("events"),
    rows: args.big ? [...ROWS, ROWS_BIG] : ROWS,
  };
  // Read before the report is written over it.
  const before = args.compare === undefined ? undefined : readReport(args.compare);
  const report: Report = {
    machine: describeMachine(),
    load: `${load.runs} runs; ${load.seconds} s each of paced, isolation and idle, at most 10 s of single; ${load.events} events of 1 kB to saturate, twice as many to drain`,
    versions: describeVersions(),
    rows: [],
    counts: [],
    usage: [],
  };
  const receiver = await startReceiver();
  try {
    for (const backend of backends)
      for (const scenario of scenarios) await runScenario(scenario, { backend, load, receiver, report, say });
  } finally {
    receiver.stop();
  }
  writeReport(report);
  say("written: bench/report.md, bench/report.json");
  if (before !== undefined) for (const line of compareReports(before, report)) say(line);
  const lost = report.counts.reduce((total, count) => total + count.lost, 0);
  if (lost > 0) throw new Error(`${lost} deliveries were lost: these figures mean nothing.`);
}

try {
  await run();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
