import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { describeMachine } from "@/rig/machine";
import { readSource } from "@/rig/source";
import type { Backend } from "@/rig/system";
import type { Experiment } from "./experiment";
import { type Figure, type Verdict, verdictLine } from "./verdict";

export type Result = {
  name: string;
  backend: Backend;
  /** null when the experiment could not be carried through. */
  verdict: Verdict | null;
  figures: Figure[];
  /** Empty when it shows what it must. */
  shortfalls: string[];
  seconds: number;
};

/** A result as it is kept: of which code, and when. */
type Kept = Result & { commit: string; at: string };

const RESULTS = "chaos/results.json";
const REPORT = "docs/RELIABILITY.md";
const START = "<!-- results: written by npm run chaos -->";
const END = "<!-- end of results -->";

function readResults(): Kept[] {
  return existsSync(RESULTS) ? (JSON.parse(readFileSync(RESULTS, "utf8")) as Kept[]) : [];
}

/** Keeps a result in place of the last one of the same experiment and queue. */
export function rememberResult(result: Result): void {
  const others = readResults().filter(({ name, backend }) => name !== result.name || backend !== result.backend);
  const kept: Kept = { ...result, ...readSource() };
  const all = [...others, kept].sort((a, b) => `${a.name} ${a.backend}`.localeCompare(`${b.name} ${b.backend}`));
  writeFileSync(RESULTS, `${JSON.stringify(all, null, 2)}\n`);
}

/** Writes the table of docs/RELIABILITY.md anew, every experiment with what it showed last; the text around it stays. */
export function writeReport(experiments: readonly Experiment[]): void {
  const results = readResults();
  const rows = experiments.flatMap((experiment) => [
    `### ${experiment.name}`,
    "",
    `${experiment.fault} **${experiment.promise}**`,
    "",
    ...experiment.backends.flatMap((backend) =>
      describe(
        backend,
        results.find((result) => result.name === experiment.name && result.backend === backend),
      ),
    ),
    "",
  ]);
  const page = readFileSync(REPORT, "utf8");
  const before = page.slice(0, page.indexOf(START) + START.length);
  const after = page.slice(page.indexOf(END));
  writeFileSync(REPORT, `${before}\n\n${describeMachine()}\n\n${rows.join("\n")}\n${after}`);
}

function describe(backend: Backend, result: Kept | undefined): string[] {
  if (result === undefined) return [`- ${backend}: not run yet`];
  const { verdict, figures, shortfalls, seconds, commit, at } = result;
  const mark = shortfalls.length === 0 ? "✓" : "✗";
  const source = `(${seconds} s, ${commit}, ${at})`;
  if (verdict === null) return [`- ${mark} ${backend}: ${shortfalls.join("; ").split("\n")[0]} ${source}`];
  const more = figures.map(({ name, value, unit, aim }) =>
    [name, value, unit, aim && `(${aim})`].filter((part) => part !== "").join(" "),
  );
  return [`- ${mark} ${backend}: ${[verdictLine(verdict), ...more].join("; ")} ${source}`];
}
