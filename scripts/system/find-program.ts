import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { OperatorError } from "../processes/operator-error";
import { runCommand } from "../processes/run-command";

/**
 * A program of the operating system: any of `names` serves (if `accepts` it), and `packages` says what installs it, by
 * package manager.
 */
export type Program = {
  names: string[];
  packages: Partial<Record<"apt-get" | "dnf" | "apk" | "brew", string>>;
  accepts?: (path: string) => boolean;
};

export const REDIS_SERVER: Program = {
  names: ["redis-server", "valkey-server"],
  packages: { "apt-get": "redis-server", dnf: "valkey", apk: "redis", brew: "redis" },
};

export const CHROMIUM: Program = {
  names: ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
  packages: { "apt-get": "chromium", dnf: "chromium", apk: "chromium", brew: "chromium" },
};

/** For the Python receiver of the documentation. */
export const PYTHON_WITH_FLASK: Program = {
  names: ["python3"],
  packages: { "apt-get": "python3-flask", dnf: "python3-flask", apk: "py3-flask" },
  accepts: (path) => spawnSync(path, ["-c", "import flask"]).status === 0,
};

/** @returns the path of the first of the program's names on PATH (or where Debian keeps servers). */
export function findProgram({ names, accepts = () => true }: Program): string | undefined {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/bin", "/usr/local/bin", "/usr/sbin"];
  return names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => isExecutable(path) && accepts(path));
}

/**
 * Finds a program, else installs it with the system's package manager where that needs no password.
 *
 * @param say is told what is being installed, as that takes a while.
 * @throws OperatorError with the command to type.
 */
export async function requireProgram(program: Program, say: (line: string) => void): Promise<string> {
  const found = findProgram(program);
  if (found !== undefined) return found;
  const commands = installCommands(program);
  if (commands === undefined) {
    throw new OperatorError(`${program.names.join(" or ")} is needed and was not found: install it and try again.`);
  }
  const typed = commands.map((command) => command.filter((word) => word !== "-n").join(" ")).join(" && ");
  say(`installing ${program.names[0]}: ${typed}`);
  const output = await runAll(commands);
  const installed = findProgram(program);
  if (installed !== undefined) return installed;
  throw new OperatorError(`${program.names[0]} is needed and could not be installed (${output}): type ${typed}`);
}

async function runAll(commands: string[][]): Promise<string> {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  let output = "";
  for (const [command = "", ...args] of commands) {
    const result = await runCommand(command, args, { env });
    output = result.output.split("\n").at(-1) ?? "";
  }
  return output;
}

/** The commands that install a program here; as anyone but root through `sudo -n`, which never asks for a password. */
function installCommands({ packages }: Program): string[][] | undefined {
  const has = (name: string) => findProgram({ names: [name], packages }) !== undefined;
  const asRoot = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  const { "apt-get": apt, dnf, apk, brew } = packages;
  if (apt !== undefined && has("apt-get")) {
    return [
      [...asRoot, "apt-get", "update"],
      [...asRoot, "apt-get", "install", "-y", "--no-install-recommends", apt],
    ];
  }
  if (dnf !== undefined && has("dnf")) return [[...asRoot, "dnf", "install", "-y", dnf]];
  if (apk !== undefined && has("apk")) return [[...asRoot, "apk", "add", apk]];
  if (brew !== undefined && has("brew")) return [["brew", "install", brew]];
  return undefined;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
