import { spawn } from "node:child_process";
import { once } from "node:events";
import { buildIfChanged } from "../build/build";
import { REDIS_SERVER, requireProgram } from "../system/find-program";

/** `npm run bench`: measures speed and writes bench/report.md; arguments after `--` go to bench/main.ts. */
export async function run(args: string[]): Promise<void> {
  // Writing the report anew measures nothing.
  if (!args.includes("--render")) {
    await requireProgram(REDIS_SERVER, console.log);
    await buildIfChanged();
  }
  const child = spawn(process.execPath, ["--import", "tsx", "bench/main.ts", ...args], { stdio: "inherit" });
  const [code] = (await once(child, "exit")) as [number | null];
  process.exitCode = code ?? 1;
}
