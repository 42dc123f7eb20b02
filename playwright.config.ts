import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "@playwright/test";
import { findChromium } from "./scripts/system/find-chromium";
import { findFreePort } from "./scripts/processes/free-port";

// A server that runs already, for the time a test is being written: E2E_BASE_URL, and POSTHORN_HOME as it has it.
const runningUrl = process.env.E2E_BASE_URL;

// Kept in the environment because every worker of Playwright evaluates this file again.
if (runningUrl === undefined && process.env.POSTHORN_E2E_PORT === undefined) {
  const home = mkdtempSync(join(tmpdir(), "posthorn-e2e-"));
  process.on("exit", () => rmSync(home, { recursive: true, force: true }));
  process.env.POSTHORN_HOME = home;
  process.env.POSTHORN_E2E_PORT = String(await findFreePort());
}
const port = process.env.POSTHORN_E2E_PORT ?? "";
const baseURL = runningUrl ?? `http://localhost:${port}`;

/** Runs against a production build with a home and a port of its own, started as a person would start it. */
export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  forbidOnly: true,
  workers: 2,
  // A browser shares two processors with the product, a database and another browser. What fails three times fails; the
  // report names what needed a second try.
  retries: runningUrl === undefined ? 2 : 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [["list"], ...(process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [["json"] as const] : [])],
  use: { baseURL, trace: "retain-on-failure" },
  webServer:
    runningUrl === undefined
      ? {
          command: "node scripts/run.mjs start",
          url: `${baseURL}/api/health/ready`,
          env: {
            HOST: "127.0.0.1",
            PORT: port,
            POSTHORN_PUBLIC_URL: baseURL,
            // Lets a test make accounts from as many addresses as it needs.
            TRUST_PROXY: "true",
            DATABASE_URL: "",
            REDIS_URL: "",
            REDIS_HOST: "",
          },
          stdout: process.env.POSTHORN_E2E_LOG ? "pipe" : "ignore",
          timeout: 600_000,
          gracefulShutdown: { signal: "SIGTERM", timeout: 60_000 },
        }
      : undefined,
  projects: [
    { name: "api", testDir: "e2e/api" },
    {
      name: "dashboard",
      testDir: "e2e/dashboard",
      use: { browserName: "chromium", launchOptions: { executablePath: findChromium() } },
    },
  ],
});
