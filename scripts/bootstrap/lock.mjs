// @ts-check
import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * Lets one process at a time install and build in this clone, since several copies of Posthorn may be started
 * from it at once. A lock whose process is gone is taken over.
 *
 * @template T
 * @param {string} root of the clone
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(root, work) {
  const name = createHash("sha256").update(root).digest("hex").slice(0, 16);
  const file = join(tmpdir(), `posthorn-${name}.lock`);
  let hasSaid = false;
  while (!tryLock(file)) {
    if (!hasSaid) console.log("• waiting for another Posthorn that installs or builds in this folder …");
    hasSaid = true;
    await sleep(500);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

/** @param {string} file @returns {boolean} */
function tryLock(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
    if (isHeld(file)) return false;
    rmSync(file, { force: true });
    return tryLock(file);
  }
}

/** @param {string} file */
function isHeld(file) {
  try {
    const text = readFileSync(file, "utf8");
    // Made this instant, its number not yet written.
    if (text === "") return true;
    // Our own number was left by a killed process, in a container where numbers start again.
    if (Number(text) === process.pid) return false;
    process.kill(Number(text), 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
