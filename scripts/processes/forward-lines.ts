import type { ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";

/** Prints what a child process says, line by line with its name before it, and passes each line on to `keep`. */
export function forwardLines(name: string, child: ChildProcess, keep: (line: string) => void): void {
  for (const [from, to] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ] as const) {
    if (from === null) continue;
    createInterface({ input: from }).on("line", (line) => {
      keep(line);
      to.write(`${name.padEnd(6)} | ${line}\n`);
    });
  }
}
