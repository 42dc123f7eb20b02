import { relative } from "node:path";
import type { Mishap, Outcome } from "./check";

/** The parts used of the JSON that `vitest --reporter=json` writes. */
type VitestReport = {
  testResults: {
    name: string;
    message: string;
    assertionResults: { fullName: string; status: string; failureMessages: string[] | null }[];
  }[];
};

/** The parts used of the JSON that Playwright's reporter "json" writes. */
type PlaywrightReport = { suites: PlaywrightSuite[]; errors: { message?: string }[] };
type PlaywrightSuite = { title: string; suites?: PlaywrightSuite[]; specs: PlaywrightSpec[] };
type PlaywrightSpec = {
  title: string;
  file: string;
  tests: { status: "expected" | "unexpected" | "flaky" | "skipped"; results: { errors: { message?: string }[] }[] }[];
};

/** Reads the report of vitest. A file that could not be loaded counts as one failed test. */
export function readVitest(report: unknown): Outcome {
  const outcome = nothing();
  for (const file of (report as VitestReport).testResults) {
    const path = relative(process.cwd(), file.name);
    if (file.assertionResults.length === 0 && file.message !== "")
      outcome.failures.push({ test: path, reason: file.message });
    for (const { fullName, status, failureMessages } of file.assertionResults) {
      const test = `${path} › ${fullName}`;
      const reason = failureMessages?.at(-1) ?? "";
      if (status === "failed") outcome.failures.push({ test, reason });
      else if (status === "passed") outcome.passed++;
      if (status === "passed" && reason !== "") outcome.retried.push({ test, reason });
    }
  }
  return { ...outcome, failed: outcome.failures.length };
}

/** Reads the report of Playwright. What stopped the run itself, such as a server that did not start, counts as failed. */
export function readPlaywright(report: unknown): Outcome {
  const { suites, errors } = report as PlaywrightReport;
  const outcome = nothing();
  for (const { message = "" } of errors) outcome.failures.push({ test: "the run", reason: message });
  for (const spec of suites.flatMap(specsOf)) {
    for (const { status, results } of spec.tests) {
      const errorsSeen = results.flatMap((result) => result.errors);
      const mishap: Mishap = { test: `e2e/${spec.file} › ${spec.title}`, reason: errorsSeen.at(-1)?.message ?? "" };
      if (status === "unexpected") outcome.failures.push(mishap);
      if (status === "flaky") outcome.retried.push(mishap);
      if (status === "expected" || status === "flaky") outcome.passed++;
    }
  }
  return { ...outcome, failed: outcome.failures.length };
}

function specsOf(suite: PlaywrightSuite): PlaywrightSpec[] {
  return [...suite.specs, ...(suite.suites ?? []).flatMap(specsOf)];
}

function nothing(): Outcome {
  return { passed: 0, failed: 0, failures: [], retried: [] };
}
