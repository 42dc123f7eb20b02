/** A test that did not pass at its first try, in one line, and why: what its tool said, with the stack. */
export type Mishap = { test: string; reason: string };

/**
 * What a check found: tests counted one by one where the tool counts them, else the check as a whole; those that failed
 * by name, where the tool names them, and those that passed at a later try only.
 */
export type Outcome = { passed: number; failed: number; failures: Mishap[]; retried: Mishap[] };

export type Check = { name: string; run: () => Promise<Outcome> };

/** The outcome of a check that is one thing: it passed, or it failed as its output says. */
export function outcomeOf(isGood: boolean): Outcome {
  return { passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, failures: [], retried: [] };
}
