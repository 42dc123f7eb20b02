import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { outcomeOf, type Check, type Outcome } from "./check";
import { readPlaywright, readVitest } from "./read-outcome";

const tool = (name: string, file: string, ...args: string[]): Check => ({
  name,
  run: async () => outcomeOf((await runTool(file, args)) === 0),
});

export const FORMAT = tool("format", "oxfmt/bin/oxfmt", "--check");
export const LINT = tool("lint and layers", "oxlint/bin/oxlint");
export const TYPES = tool("types", "typescript/bin/tsc", "--noEmit");
export const DEAD_CODE = tool("dead code", "knip/bin/knip.js");
export const UNIT = vitest("unit");
export const INTEGRATION = vitest("integration");
export const END_TO_END: Check = { name: "end to end", run: runPlaywright };
export const FAULTS: Check = { name: "faults", run: runFaults };

function vitest(project: string): Check {
  const run = () =>
    withReport(async (report) => {
      const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
      return runTool("vitest/vitest.mjs", ["run", "--project", project, ...reporters]);
    }, readVitest);
  return { name: project, run };
}

async function runPlaywright(): Promise<Outcome> {
  return withReport(
    (report) => runTool("@playwright/test/cli.js", ["test"], { PLAYWRIGHT_JSON_OUTPUT_FILE: report }),
    readPlaywright,
  );
}

/** The short version of `npm run chaos`. */
async function runFaults(): Promise<Outcome> {
  return withReport(
    (report) => runNode(["--import", "tsx", "chaos/main.ts", "--short", `--outcome=${report}`]),
    (json) => json as Outcome,
  );
}

/** A tool that fails without naming a failed test (it left no report, or had nothing to run) counts as one. */
async function withReport(
  run: (report: string) => Promise<number>,
  read: (json: unknown) => Outcome,
): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), "posthorn-report-"));
  const report = join(folder, "report.json");
  try {
    const exitCode = await run(report);
    if (!existsSync(report)) return outcomeOf(false);
    const outcome = read(JSON.parse(readFileSync(report, "utf8")));
    return exitCode !== 0 && outcome.failed === 0 ? { ...outcome, failed: 1 } : outcome;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs a tool of node_modules with its output on the terminal. @returns its exit code. */
function runTool(file: string, args: string[], env: Record<string, string> = {}): Promise<number> {
  return runNode([join("node_modules", file), ...args], env);
}

async function runNode(args: string[], env: Record<string, string> = {}): Promise<number> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ["ignore", "inherit", "inherit"],
  });
  const [code] = (await once(child, "exit")) as [number | null];
  return code ?? 1;
}
