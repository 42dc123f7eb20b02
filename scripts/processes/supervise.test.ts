import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { superviseProcess } from "./supervise";

describe("a supervised process", () => {
  const folder = mkdtempSync(join(tmpdir(), "posthorn-supervise-"));
  const starts = join(folder, "starts");
  const env = { ...process.env, STARTS: starts };
  const count = () => readFileSync(starts, "utf8").length;

  const program = (name: string, body: string) => {
    const file = join(folder, name);
    writeFileSync(file, `import { appendFileSync } from "node:fs";\nappendFileSync(process.env.STARTS, "x");\n${body}`);
    return file;
  };
  const run = (file: string) => {
    writeFileSync(starts, "");
    return superviseProcess("test", file, env);
  };

  let steady: string;
  beforeAll(() => {
    steady = program("steady.mjs", 'setInterval(() => {}, 1000);\nprocess.on("SIGTERM", () => process.exit(0));');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it("is started again after a crash", async () => {
    const crashing = run(program("crash.mjs", "process.exit(3);"));
    await expect.poll(count, { timeout: 20_000 }).toBeGreaterThanOrEqual(2);
    crashing.kill();
    await crashing.stop(1_000);
  });

  it("tells its last words when it ends at its very start", async () => {
    const broken = run(program("broken.mjs", 'console.error("no such thing"); process.exit(1);'));
    expect(await broken.failed).toBe("no such thing");
    await broken.stop(1_000);
  });

  it("ends in order when stopped, and is not started again", async () => {
    const supervised = run(steady);
    await expect.poll(count, { timeout: 20_000 }).toBe(1);
    await supervised.stop(10_000);
    expect(count()).toBe(1);
  });

  it("is killed when it does not end in its time", async () => {
    const stubborn = run(program("stubborn.mjs", 'process.on("SIGTERM", () => {});\nsetInterval(() => {}, 1000);'));
    await expect.poll(count, { timeout: 20_000 }).toBe(1);
    await stubborn.stop(300);
    expect(count()).toBe(1);
  });

  it("can be started anew for a change of its source", async () => {
    const supervised = run(steady);
    await expect.poll(count, { timeout: 20_000 }).toBe(1);
    supervised.restart();
    await expect.poll(count, { timeout: 20_000 }).toBe(2);
    await supervised.stop(10_000);
  });
});
