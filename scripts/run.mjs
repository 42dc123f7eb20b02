// Runs one of the commands of package.json. It starts with built-in modules only, and in a dialect that old
// versions of Node.js can read too, because it must work (or say why it cannot) right after a clone.
import { fileURLToPath, pathToFileURL } from "node:url";
import { existsSync } from "node:fs";
import { join } from "node:path";

const root = fileURLToPath(new URL("..", import.meta.url));
const [major, minor] = process.versions.node.split(".").map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Posthorn needs Node.js 20.19 or newer; this is ${process.versions.node}.`);
}

const command = process.argv[2] ?? "";
const file = join(root, "scripts", "commands", `${command}.ts`);
if (!/^[a-z-]+$/.test(command) || !existsSync(file)) fail(`There is no command "${command}" in scripts/commands.`);

process.chdir(root);
if (existsSync(".env")) process.loadEnvFile(".env");

try {
  const { installDependencies } = await import("./bootstrap/install.mjs");
  await installDependencies(root);
  const { register } = await import("tsx/esm/api");
  register();
  const { run } = await import(pathToFileURL(file).href);
  await run(process.argv.slice(3));
} catch (error) {
  // Any other error is a defect of these scripts, and its stack is what a report of it needs.
  fail(error.name === "OperatorError" ? error.message : error.stack);
}

/** @param {string} reason */
function fail(reason) {
  console.error(reason);
  process.exit(1);
}
