import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Check, Tally } from "./check";

const tool = (name: string, file: string, ...args: string[]): Check => ({
  name,
  run: async () => ((await runTool(file, args)) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }),
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

async function runPlaywright(): Promise<Tally> {
  return withReport(
    (report) => runTool("@playwright/test/cli.js", ["test"], { PLAYWRIGHT_JSON_OUTPUT_FILE: report }),
    readPlaywright,
  );
}

/** The short version of `npm run chaos`. */
async function runFaults(): Promise<Tally> {
  return withReport(
    (report) => runNode(["--import", "tsx", "chaos/main.ts", "--short", `--tally=${report}`]),
    (json) => (json ?? { passed: 0, failed: 0 }) as Tally,
  );
}

/** A tool that fails without counting a failed test (it did not even start, or a file could not be loaded) counts as one. */
async function withReport(run: (report: string) => Promise<number>, read: (json: unknown) => Tally): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), "posthorn-report-"));
  const report = join(folder, "report.json");
  try {
    const exitCode = await run(report);
    const tally = read(readJson(report));
    return exitCode !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readVitest(json: unknown): Tally {
  const { numPassedTests = 0, numFailedTests = 0 } = (json ?? {}) as Record<string, number>;
  return { passed: numPassedTests, failed: numFailedTests };
}

function readPlaywright(json: unknown): Tally {
  const { stats } = (json ?? {}) as { stats?: { expected: number; unexpected: number; flaky: number } };
  return { passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0), failed: stats?.unexpected ?? 0 };
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
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
