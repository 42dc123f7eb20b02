import type { Check, Tally } from "./check";

/**
 * Runs checks one after another, all of them whatever fails, and prints a summary. Its last line, `N passed, N failed`,
 * is in the form that machines look for.
 *
 * @returns whether everything passed.
 */
export async function runChecks(checks: Check[]): Promise<boolean> {
  const rows: { name: string; tally: Tally; seconds: string }[] = [];
  for (const [index, check] of checks.entries()) {
    console.log(`\n── ${check.name} (${index + 1} of ${checks.length}) ──`);
    const startedMs = Date.now();
    const tally = await runOne(check);
    rows.push({ name: check.name, tally, seconds: ((Date.now() - startedMs) / 1000).toFixed(1) });
  }
  console.log("\n── summary ──");
  for (const { name, tally, seconds } of rows) {
    const mark = tally.failed === 0 ? "✓" : "✗";
    console.log(`${mark} ${name.padEnd(15)} ${tally.passed} passed, ${tally.failed} failed (${seconds} s)`);
  }
  const total = (key: keyof Tally) => rows.reduce((sum, { tally }) => sum + tally[key], 0);
  console.log(`\n${total("passed")} passed, ${total("failed")} failed`);
  return total("failed") === 0;
}

async function runOne(check: Check): Promise<Tally> {
  try {
    return await check.run();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  }
}
