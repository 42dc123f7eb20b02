import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";

async function startProcess() {
  const child = spawn(process.execPath, ["--import", "tsx", "tests/fixtures/stopping-server.ts"]);
  onTestFinished(() => void child.kill("SIGKILL"));
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const exited = once(child, "exit") as Promise<[number | null]>;
  await once(child.stdout, "data");
  return { child, url: `http://127.0.0.1:${Number.parseInt(output, 10)}`, exited, output: () => output };
}

describe("a web process that is told to stop", () => {
  it("finishes the requests it has, takes no new ones, closes what it holds, and exits with 0", async () => {
    const { child, url, exited, output } = await startProcess();
    const answer = fetch(url).then((response) => response.text());
    await sleep(300);
    child.kill("SIGTERM");
    await sleep(100);
    await expect(fetch(url)).rejects.toThrow();
    expect(await answer).toBe("finished");
    expect(await exited).toEqual([0, null]);
    expect(output()).toContain("closed");
  }, 20_000);

  it("exits at once when it is told twice", async () => {
    const { child, url, exited } = await startProcess();
    const answer = fetch(url);
    await sleep(300);
    child.kill("SIGINT");
    await sleep(100);
    child.kill("SIGINT");
    await expect(answer).rejects.toThrow();
    expect(await exited).toEqual([1, null]);
  }, 20_000);
});
