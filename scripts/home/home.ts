import { randomBytes } from "node:crypto";
import { accessSync, constants, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { OperatorError } from "../processes/operator-error";

/** The folder of one Posthorn on this machine: embedded database, generated keys and demo.json. */
export type Home = {
  folder: string;
  /** @returns undefined when there is no such file. @throws OperatorError when it is not JSON. */
  read: <T>(name: string) => T | undefined;
  /** Written whole or not at all, and readable by its owner only: these files hold passwords and keys. */
  write: (name: string, content: unknown) => void;
};

/**
 * Opens the folder that POSTHORN_HOME names (default `.posthorn`), making it first if need be.
 *
 * @throws OperatorError when the folder cannot be made or written to.
 */
export function openHome(env: NodeJS.ProcessEnv = process.env): Home {
  const folder = resolve(env.POSTHORN_HOME || ".posthorn");
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new OperatorError(`The folder ${folder} (POSTHORN_HOME) cannot be used: ${reason}.`, { cause: error });
  }
  return {
    folder,
    read: (name) => readJson(join(folder, name)),
    write: (name, content) => writePrivately(join(folder, name), `${JSON.stringify(content, null, 2)}\n`),
  };
}

function readJson<T>(path: string): T | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(readFileSync(path, "utf8")) as T;
  } catch (error) {
    throw new OperatorError(
      `${path} is damaged (not JSON): restore it, or move the whole folder away to start afresh.`,
      {
        cause: error,
      },
    );
  }
}

function writePrivately(path: string, content: string): void {
  const partial = `${path}.${randomBytes(4).toString("hex")}`;
  writeFileSync(partial, content, { mode: 0o600 });
  renameSync(partial, path);
}
