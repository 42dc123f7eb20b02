import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";
import { runCommand } from "../processes/run-command";
import { CHROMIUM, findProgram, requireProgram } from "./find-program";

const DOWNLOAD_MS_MAX = 180_000;

/** @returns the path of the system's Chromium, else of the one that Playwright downloaded earlier. */
export function findChromium(): string | undefined {
  const downloaded = chromium.executablePath();
  return findProgram(CHROMIUM) ?? (existsSync(downloaded) ? downloaded : undefined);
}

/**
 * Finds a Chromium, else has Playwright download its own, else installs the system's package.
 *
 * @throws OperatorError with the command to type.
 */
export async function requireChromium(say: (line: string) => void): Promise<string> {
  const found = findChromium();
  if (found !== undefined) return found;
  say("downloading a Chromium for the browser tests");
  const args = ["node_modules/@playwright/test/cli.js", "install", "chromium"];
  await runCommand(process.execPath, args, { timeout: DOWNLOAD_MS_MAX });
  return findChromium() ?? requireProgram(CHROMIUM, say);
}
