import { spawn, type SpawnOptions } from "node:child_process";

export type CommandResult = { exitCode: number; output: string };

/**
 * Runs a short command to its end and collects what it printed (standard output and error together).
 * A command that cannot be started has the exit code 127, as in a shell.
 */
export function runCommand(command: string, args: string[], options: SpawnOptions = {}): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], ...options });
    let output = "";
    const collect = (chunk: Buffer) => (output += chunk.toString());
    child.stdout?.on("data", collect);
    child.stderr?.on("data", collect);
    child.on("error", (error) => resolve({ exitCode: 127, output: error.message }));
    child.on("close", (code) => resolve({ exitCode: code ?? 1, output: output.trim() }));
  });
}
