import { existsSync } from "node:fs";
import { runCommand } from "../processes/run-command";
import { OperatorError } from "../processes/operator-error";
import { showStep } from "../processes/progress";

/**
 * Runs the bundled seed, which makes the demo workspace once and writes demo.json into the home; what it made anew or
 * could not make is shown.
 *
 * @throws OperatorError with what the seed said.
 */
export async function seedDemo(file: string, env: NodeJS.ProcessEnv): Promise<void> {
  if (!existsSync(file)) return;
  await showStep("preparing the demo workspace", async () => {
    const { exitCode, output } = await runCommand(process.execPath, ["--enable-source-maps", file], { env });
    if (exitCode !== 0) throw new OperatorError(`The demo workspace could not be made: ${output}`);
    if (output !== "") console.log(output.replaceAll(/^/gm, "  "));
  });
}
