import { outcomeOf, type Check, type Mishap, type Outcome } from "./check";

/** Of a reason this many lines are printed again at the end; the whole of it stands where the test ran. */
const REASON_LINES = 15;

/**
 * Runs checks one after another, all of them whatever fails, and prints at the end which tests failed, which needed another
 * try, and a summary: who sees the end of a long log alone still learns why. The last line, `N passed, N failed`, is in
 * the form that machines look for.
 *
 * @returns whether everything passed.
 */
export async function runChecks(checks: Check[]): Promise<boolean> {
  const rows: { name: string; outcome: Outcome; seconds: string }[] = [];
  for (const [index, check] of checks.entries()) {
    console.log(`\n── ${check.name} (${index + 1} of ${checks.length}) ──`);
    const startedMs = Date.now();
    const outcome = await runOne(check);
    rows.push({ name: check.name, outcome, seconds: ((Date.now() - startedMs) / 1000).toFixed(1) });
  }
  printMishaps(
    "passed at another try",
    rows.flatMap(({ outcome }) => outcome.retried),
  );
  printMishaps(
    "failed",
    rows.flatMap(({ outcome }) => outcome.failures),
  );
  console.log("\n── summary ──");
  for (const { name, outcome, seconds } of rows) {
    const mark = outcome.failed === 0 ? "✓" : "✗";
    console.log(`${mark} ${name.padEnd(15)} ${outcome.passed} passed, ${outcome.failed} failed (${seconds} s)`);
  }
  const total = (key: "passed" | "failed") => rows.reduce((sum, { outcome }) => sum + outcome[key], 0);
  console.log(`\n${total("passed")} passed, ${total("failed")} failed`);
  return total("failed") === 0;
}

function printMishaps(title: string, mishaps: Mishap[]): void {
  if (mishaps.length === 0) return;
  console.log(`\n── ${title} ──`);
  for (const { test, reason } of mishaps) {
    console.log(test);
    for (const line of reason.split("\n").slice(0, REASON_LINES)) console.log(`    ${line}`);
  }
}

async function runOne(check: Check): Promise<Outcome> {
  try {
    return await check.run();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return outcomeOf(false);
  }
}
