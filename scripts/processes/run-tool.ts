import { runCommand } from "./run-command";
import { OperatorError } from "./operator-error";

/**
 * Runs a tool of node_modules and shows what it printed only if it fails.
 *
 * @throws OperatorError that names the tool.
 */
export async function runTool(file: string, args: string[], env: Record<string, string> = {}): Promise<void> {
  const { exitCode, output } = await runCommand(process.execPath, [file, ...args], { env: { ...process.env, ...env } });
  if (exitCode === 0) return;
  console.error(output);
  throw new OperatorError(
    `${[file.replace(/^node_modules\//, ""), ...args].join(" ")} failed with code ${exitCode}, see above.`,
  );
}
