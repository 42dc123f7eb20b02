import { generateClient } from "../build/build";
import { runChecks } from "../checks/run-checks";
import { DEAD_CODE, FORMAT, LINT, TYPES, UNIT } from "../checks/tools";

/** `npm run verify`: the checks that need no service and take seconds. */
export async function run(): Promise<void> {
  await generateClient();
  const isGood = await runChecks([FORMAT, LINT, TYPES, DEAD_CODE, UNIT]);
  if (!isGood) process.exitCode = 1;
}
