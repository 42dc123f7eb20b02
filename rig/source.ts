import { spawnSync } from "node:child_process";

/** @returns the commit that is checked out, short, and today: what a measurement is dated by. */
export function readSource(): { commit: string; at: string } {
  const commit = git("rev-parse", "--short", "HEAD");
  return { commit: commit === "" ? "no commit" : commit, at: new Date().toISOString().slice(0, 10) };
}

/** @param except paths whose changes do not matter. @returns whether what runs differs from the commit. */
export function hasChanges(...except: string[]): boolean {
  return git("status", "--porcelain", "--", ".", ...except.map((path) => `:!${path}`)) !== "";
}

function git(...args: string[]): string {
  return spawnSync("git", args, { encoding: "utf8" }).stdout.trim();
}
