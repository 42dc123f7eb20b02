import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Outcome } from "./check";
import { readPlaywright, readVitest } from "./read-outcome";

/** Runs a tool of node_modules in a folder; what it finds there fails on purpose, so its exit code says nothing. */
function runIn(folder: string, file: string, args: string[], env: Record<string, string> = {}): Promise<void> {
  const program = [resolve("node_modules", file), ...args];
  return new Promise((done) => {
    execFile(process.execPath, program, { cwd: folder, env: { ...process.env, ...env } }, () => done());
  });
}

const namesOf = (list: Outcome["failures"]) => list.map(({ test: name }) => name.slice(name.indexOf(basename(folder))));
let folder = "";

beforeEach(() => {
  // Inside the project, where the folder finds vitest and Playwright.
  folder = mkdtempSync(join(resolve("node_modules"), ".outcome-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("reading what a test runner reports", () => {
  test("vitest: failures and second tries by name with their reason, a broken file as one failure", async () => {
    const tests = `
      import { describe, expect, test } from "vitest";
      let tries = 0;
      describe("group", () => {
        test("good", () => {});
        test("second", () => { tries++; expect(tries).toBe(2); });
        test("bad", () => { throw new Error("bad on purpose"); });
      });`;
    writeFileSync(join(folder, "a.test.mjs"), tests);
    writeFileSync(join(folder, "b.test.mjs"), `throw new Error("cannot be loaded");`);
    writeFileSync(join(folder, "vitest.config.mjs"), "export default { test: { retry: 1 } };");
    const report = join(folder, "vitest.json");
    await runIn(folder, "vitest/vitest.mjs", ["run", "--root", folder, "--reporter=json", `--outputFile=${report}`]);

    const outcome = readVitest(JSON.parse(readFileSync(report, "utf8")));
    expect(outcome).toMatchObject({ passed: 2, failed: 2 });
    expect(namesOf(outcome.failures)).toEqual([
      `${basename(folder)}/a.test.mjs › group bad`,
      `${basename(folder)}/b.test.mjs`,
    ]);
    expect(outcome.failures.map(({ reason }) => reason.split("\n")[0])).toEqual([
      "Error: bad on purpose",
      "cannot be loaded",
    ]);
    expect(namesOf(outcome.retried)).toEqual([`${basename(folder)}/a.test.mjs › group second`]);
    expect(outcome.retried[0]?.reason).toContain("expected 1 to be 2");
  }, 60_000);

  test("Playwright: failures and second tries by name with their reason, a broken file as a failure of the run", async () => {
    const tests = `
      import { expect, test } from "@playwright/test";
      test.describe("group", () => {
        test("good", () => {});
        test("second", () => { expect(test.info().retry).toBe(1); });
        test("bad", () => { throw new Error("bad on purpose"); });
      });`;
    writeFileSync(join(folder, "a.spec.mjs"), tests);
    const config = `export default { testDir: ".", retries: 1, workers: 1, reporter: "json" };`;
    writeFileSync(join(folder, "playwright.config.mjs"), config);
    const report = join(folder, "playwright.json");
    await runIn(folder, "@playwright/test/cli.js", ["test"], { PLAYWRIGHT_JSON_OUTPUT_FILE: report });

    const outcome = readPlaywright(JSON.parse(readFileSync(report, "utf8")));
    expect(outcome).toMatchObject({ passed: 2, failed: 1 });
    expect(outcome.failures[0]?.test).toBe("e2e/a.spec.mjs › bad");
    expect(outcome.failures[0]?.reason).toContain("bad on purpose");
    expect(outcome.retried.map(({ test: name }) => name)).toEqual(["e2e/a.spec.mjs › second"]);

    writeFileSync(join(folder, "b.spec.mjs"), `throw new Error("cannot be loaded");`);
    await runIn(folder, "@playwright/test/cli.js", ["test"], { PLAYWRIGHT_JSON_OUTPUT_FILE: report });
    const broken = readPlaywright(JSON.parse(readFileSync(report, "utf8")));
    expect(broken.failed).toBe(1);
    expect(broken.failures[0]?.reason).toContain("cannot be loaded");
  }, 60_000);
});
