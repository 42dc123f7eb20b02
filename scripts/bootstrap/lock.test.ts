import { createHash } from "node:crypto";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { withLock } from "./lock.mjs";

describe("the lock of a clone", () => {
  const root = `/no/such/clone/${process.pid}`;
  const name = createHash("sha256").update(root).digest("hex").slice(0, 16);
  const file = join(tmpdir(), `posthorn-${name}.lock`);

  it("waits for a process that has it", async () => {
    writeFileSync(file, String(process.ppid));
    let isInside = false;
    const working = withLock(root, async () => (isInside = true));
    await sleep(300);
    expect(isInside).toBe(false);
    rmSync(file);
    await working;
    expect(isInside).toBe(true);
  });

  it("is taken over from a process that is gone", async () => {
    // Above the highest process number that Linux and macOS give.
    writeFileSync(file, "99999999");
    expect(await withLock(root, async () => "done")).toBe("done");
  });

  it("is given back when the work fails", async () => {
    await expect(withLock(root, () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
    expect(existsSync(file)).toBe(false);
  });
});
