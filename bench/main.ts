import { parseArgs } from "node:util";
import { describeMachine } from "@/rig/machine";
import { hasChanges, readSource } from "@/rig/source";
import { runScenario } from "./bench";
import { describeVersions } from "./versions";
import { startReceiver } from "./load/receiver";
import { renderAll } from "./render-all";
import { compareReports, readReport, type Section, type Source, withSection, writeReport } from "./report";
import { BACKENDS } from "./render";
import type { Load, Scenario } from "./scenario";
import { chatter } from "./scenarios/chatter";
import { drain } from "./scenarios/drain";
import { fanOut } from "./scenarios/fan-out";
import { footprint } from "./scenarios/footprint";
import { idle } from "./scenarios/idle";
import { isolation } from "./scenarios/isolation";
import { paced } from "./scenarios/paced";
import { reads } from "./scenarios/reads";
import { retention } from "./scenarios/retention";
import { saturate } from "./scenarios/saturate";
import { single } from "./scenarios/single";
import { webs } from "./scenarios/webs";
import { workers } from "./scenarios/workers";

const SCENARIOS: readonly Scenario[] = [
  paced,
  saturate,
  single,
  fanOut,
  isolation,
  drain,
  workers,
  webs,
  chatter,
  footprint,
  idle,
  reads,
  retention,
];
/** Deliveries in the tables that `reads` reads. */
const ROWS = [100_000, 1_000_000];
const ROWS_BIG = 5_000_000;

const USAGE = `npm run bench -- [--only ${SCENARIOS.map(({ name }) => name).join(",")}] [--backend ${BACKENDS.join(",")}]
  [--runs 3] [--seconds 60] [--events 50000] [--big] [--compare old.json]
npm run bench -- --render`;

function readArguments() {
  try {
    return parseArgs({
      options: {
        only: { type: "string" },
        backend: { type: "string" },
        runs: { type: "string", default: "3" },
        seconds: { type: "string", default: "60" },
        events: { type: "string", default: "50000" },
        big: { type: "boolean", default: false },
        compare: { type: "string" },
        render: { type: "boolean", default: false },
      },
    }).values;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    process.exit(2);
  }
}

const args = readArguments();

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

const say = (text: string) => console.log(`${new Date().toISOString().slice(11, 19)}  ${text}`);

/** Runs what the arguments ask for, and writes the report after each scenario: what was measured is kept, whatever comes. */
async function run(): Promise<void> {
  if (args.render) return renderAll();
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
  const source = describeSource(load);
  const names = SCENARIOS.map(({ name }) => name);
  const measured: Section[] = [];
  const receiver = await startReceiver();
  try {
    for (const backend of backends)
      for (const scenario of scenarios) {
        const section = await runScenario(scenario, { backend, load, source, receiver, say });
        if (section.rows.length === 0) continue;
        measured.push(section);
        writeReport(withSection(readReport(), section, names));
        renderAll();
      }
  } finally {
    receiver.stop();
  }
  say("written: bench/report.md, bench/report.json");
  if (before !== undefined) for (const line of compareReports(before, { sections: measured })) say(line);
  const lost = measured.flatMap(({ counts }) => counts).reduce((total, count) => total + count.lost, 0);
  if (lost > 0) throw new Error(`${lost} deliveries were lost: these figures mean nothing.`);
}

function describeSource({ runs, seconds, events }: Load): Source {
  const { commit, at } = readSource();
  return {
    commit: hasChanges("bench/report.*", "bench/notes", "docs") ? `${commit} + changes` : commit,
    at,
    load: `${runs} ${runs === 1 ? "run" : "runs"}, ${seconds} s where it takes time, ${events.toLocaleString("en-US")} events where it takes events`,
    machine: describeMachine(),
    versions: describeVersions(),
  };
}

try {
  await run();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
