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
    console.log("• installing packages, a minute or so the first time …");
    const startedMs = Date.now();
    const seconds = () => Math.round((Date.now() - startedMs) / 1000);
    const timer = setInterval(() => console.log(`  … still installing packages (${seconds()} s)`), 10_000);
    try {
      await installWithNpm(root);
    } finally {
      clearInterval(timer);
    }
    console.log(`✓ packages installed (${seconds()} s)`);
  });
}

/**
 * `npm ci` first. It refuses a lockfile that lacks optional packages of other platforms, which npm itself leaves out when
 * it is run on one platform only; `npm install` then does the same from the same lockfile.
 *
 * @param {string} root
 */
async function installWithNpm(root) {
  const flags = ["--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  const clean = await runNpm(root, ["ci", ...flags]);
  if (clean.code === 0) return;
  const tolerant = await runNpm(root, ["install", "--no-save", ...flags]);
  if (tolerant.code === 0) return;
  const error = new Error(`The packages could not be installed. npm said:\n${tolerant.output}`);
  error.name = "OperatorError";
  throw error;
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

/**
 * @param {string} root
 * @param {string[]} args
 * @returns {Promise<{ code: number, output: string }>}
 */
function runNpm(root, args) {
  // Under `npm start` this names the npm that runs; otherwise the one on PATH is asked.
  const npm = process.env.npm_execpath?.endsWith(".js") ? [process.execPath, process.env.npm_execpath] : ["npm"];
  const [program = "npm", ...first] = npm;
  return new Promise((resolve) => {
    const child = spawn(program, [...first, ...args], { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const collect = (/** @type {Buffer} */ chunk) => (output += chunk.toString());
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", (error) => resolve({ code: 127, output: error.message }));
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}
