// @ts-check
import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { withLock } from "./lock.mjs";

/**
 * @typedef {{ version?: string, optional?: boolean, devOptional?: boolean, peer?: boolean }} Locked
 * @typedef {{ packages: Record<string, Locked> }} Lockfile
 */

/**
 * Installs what package-lock.json names and node_modules lacks; does nothing when everything is there.
 * Development packages are included whatever NODE_ENV says, as the build and the tests need them.
 *
 * @param {string} root
 */
export async function installDependencies(root) {
  if (await isInstalled(root)) return;
  await withLock(root, async () => {
    if (await isInstalled(root)) return;
    console.log("• installing packages (npm ci), a minute or so the first time …");
    const startedMs = Date.now();
    await runNpm(root, ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"], startedMs);
    console.log(`✓ packages installed (${Math.round((Date.now() - startedMs) / 1000)} s)`);
  });
}

/**
 * Compares the lockfile with the one that npm keeps of what it really installed.
 *
 * @param {string} root
 */
async function isInstalled(root) {
  const wanted = await readLockfile(join(root, "package-lock.json"));
  const installed = await readLockfile(join(root, "node_modules", ".package-lock.json"));
  if (wanted === undefined || installed === undefined) return false;
  return Object.entries(wanted.packages).every(
    ([path, { version, optional, devOptional, peer }]) =>
      path === "" || installed.packages[path]?.version === version || optional || devOptional || peer,
  );
}

/** @param {string} path @returns {Promise<Lockfile | undefined>} */
async function readLockfile(path) {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch {
    return undefined;
  }
}

/** @param {string} root @param {string[]} args @param {number} startedMs @returns {Promise<void>} */
function runNpm(root, args, startedMs) {
  // Under `npm start` this names the npm that runs; otherwise the one on PATH is asked.
  const npm = process.env.npm_execpath?.endsWith(".js") ? [process.execPath, process.env.npm_execpath] : ["npm"];
  const [program = "npm", ...first] = npm;
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...first, ...args], { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
    const report = () => console.log(`  … still installing (${Math.round((Date.now() - startedMs) / 1000)} s)`);
    const timer = setInterval(report, 10_000);
    child.on("error", reject);
    child.on("exit", (code) => {
      clearInterval(timer);
      if (code === 0) return resolve();
      const error = new Error("The packages could not be installed: see npm's message above.");
      error.name = "OperatorError";
      reject(error);
    });
  });
}
