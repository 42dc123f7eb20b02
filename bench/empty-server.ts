import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { findFreePort } from "../scripts/processes/free-port";
import { runCommand } from "../scripts/processes/run-command";

/** Builds and starts the Next application of bench/empty. */
export async function startEmptyServer(): Promise<{ url: string; stop(): void }> {
  const built = await runCommand(process.execPath, ["node_modules/next/dist/bin/next", "build", "bench/empty"]);
  if (built.exitCode !== 0) throw new Error(`bench/empty did not build:\n${built.output}`);
  const port = await findFreePort();
  const child = spawn(
    process.execPath,
    ["node_modules/next/dist/bin/next", "start", "bench/empty", "-p", String(port), "-H", "127.0.0.1"],
    { stdio: "ignore" },
  );
  const url = `http://127.0.0.1:${port}`;
  const deadlineMs = Date.now() + 30_000;
  for (;;) {
    const up = await fetch(url, { method: "POST" }).then(
      (response) => response.status === 202,
      () => false,
    );
    if (up) return { url, stop: () => child.kill("SIGTERM") };
    if (Date.now() > deadlineMs) throw new Error("The empty server did not start within 30 s.");
    await sleep(100);
  }
}
