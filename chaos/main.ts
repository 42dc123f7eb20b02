import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { EXPERIMENTS } from "./experiments";
import { BOTH, type Experiment } from "./experiment";
import { rememberResult, type Result, writeReport } from "./report";
import { type Backend, System } from "@/rig/system";
import type { Mishap, Outcome } from "@/scripts/checks/check";
import { shortfalls, verdictLine } from "./verdict";

const { values: args } = parseArgs({
  options: {
    only: { type: "string" },
    backend: { type: "string" },
    short: { type: "boolean", default: false },
    list: { type: "boolean", default: false },
    // Where to write what passed and what failed, for scripts/checks.
    outcome: { type: "string" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
  },
});

const say = (text: string) => console.log(`${new Date().toISOString().slice(11, 19)}  ${text}`);

function refuse(message: string): never {
  console.error(message);
  process.exit(1);
}

function choose(): { experiment: Experiment; backend: Backend }[] {
  const names = args.only?.split(",");
  const unknown = names?.find((name) => EXPERIMENTS.every((experiment) => experiment.name !== name));
  if (unknown !== undefined)
    refuse(`There is no experiment "${unknown}"; there are ${EXPERIMENTS.map(({ name }) => name).join(", ")}.`);
  if (args.backend !== undefined && !BOTH.some((backend) => backend === args.backend))
    refuse(`There is no backend "${args.backend}"; there are ${BOTH.join(" and ")}.`);
  return EXPERIMENTS.filter(({ name }) => names === undefined || names.includes(name)).flatMap((experiment) =>
    (args.short ? (experiment.short ?? []) : experiment.backends)
      .filter((backend) => args.backend === undefined || backend === args.backend)
      .map((backend) => ({ experiment, backend })),
  );
}

function complain(systems: readonly System[]): void {
  for (const line of systems.flatMap((system) => system.complaints()).slice(-12)) say(`    ${line.slice(0, 400)}`);
}

async function runOne(experiment: Experiment, backend: Backend): Promise<Result> {
  const { name } = experiment;
  say(`${name} (${backend}): ${experiment.fault}`);
  const systems: System[] = [];
  const startedMs = performance.now();
  const seconds = () => Math.round((performance.now() - startedMs) / 1_000);
  try {
    const { verdict, figures = [] } = await experiment.run({
      backend,
      isShort: args.short,
      seed: Number(args.seed),
      say: (line) => say(`  ${line}`),
      open: async (options) => {
        const system = await System.open(backend, options);
        systems.push(system);
        return system;
      },
    });
    const missed = shortfalls(verdict, figures);
    for (const figure of figures)
      say(`  ${figure.isMet ? " " : "!"} ${figure.name}: ${figure.value} ${figure.unit} ${figure.aim}`);
    say(`${missed.length === 0 ? "✓" : "✗"} ${name} (${backend}, ${seconds()} s): ${verdictLine(verdict)}`);
    for (const line of missed) say(`    falls short: ${line}`);
    if (missed.length > 0) complain(systems);
    return { name, backend, verdict, figures, shortfalls: missed, seconds: seconds() };
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    say(`✗ ${name} (${backend}, ${seconds()} s): ${message}`);
    complain(systems);
    return { name, backend, verdict: null, figures: [], shortfalls: [message], seconds: seconds() };
  } finally {
    for (const system of systems) await system.close();
  }
}

const mishapOf = ({ name, backend, shortfalls: missed }: Result): Mishap => ({
  test: `chaos › ${name} (${backend})`,
  reason: missed.join("\n"),
});

if (args.list) {
  for (const { name, backends, fault } of EXPERIMENTS)
    console.log(`${name.padEnd(28)} ${backends.join(", ").padEnd(16)} ${fault}`);
  process.exit(0);
}
const results: Result[] = [];
const retried: Mishap[] = [];
for (const { experiment, backend } of choose()) {
  let result = await runOne(experiment, backend);
  // Real processes that share two processors with whatever else runs there: what falls short twice falls short.
  if (args.short && result.shortfalls.length > 0) {
    const first = result;
    result = await runOne(experiment, backend);
    if (result.shortfalls.length === 0) retried.push(mishapOf(first));
  }
  results.push(result);
  if (!args.short) rememberResult(result);
}
if (!args.short) writeReport(EXPERIMENTS);
const failed = results.filter((result) => result.shortfalls.length > 0);
console.log(`\n${results.length - failed.length} passed, ${failed.length} failed`);
if (args.outcome !== undefined) {
  const failures = failed.map(mishapOf);
  const outcome: Outcome = { passed: results.length - failed.length, failed: failed.length, failures, retried };
  writeFileSync(args.outcome, JSON.stringify(outcome));
}
process.exit(failed.length > 0 || results.length === 0 ? 1 : 0);
