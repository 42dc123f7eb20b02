import { buildIfChanged, generateClient } from "../build/build";
import { outcomeOf } from "../checks/check";
import { runChecks } from "../checks/run-checks";
import { DEAD_CODE, END_TO_END, FAULTS, FORMAT, INTEGRATION, LINT, TYPES, UNIT } from "../checks/tools";
import { requireChromium } from "../system/find-chromium";
import { REDIS_SERVER, requireProgram } from "../system/find-program";

/** `npm test`: every check, from a bare clone. */
export async function run(): Promise<void> {
  await requireProgram(REDIS_SERVER, console.log);
  await requireChromium(console.log);
  await generateClient();
  const build = { name: "build", run: () => buildIfChanged().then(() => outcomeOf(true)) };
  const isGood = await runChecks([FORMAT, LINT, TYPES, DEAD_CODE, UNIT, build, INTEGRATION, FAULTS, END_TO_END]);
  if (!isGood) process.exitCode = 1;
}
