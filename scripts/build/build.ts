import { existsSync, mkdirSync } from "node:fs";
import { withLock } from "../bootstrap/lock.mjs";
import { runTool } from "../processes/run-tool";
import { showStep } from "../processes/progress";
import { buildBundles } from "./bundles";
import { digestBuildSources, digestSchema, hasStamp, writeStamp } from "./sources";

const BUILD_STAMP = "dist/.stamp";
const CLIENT_FOLDER = "lib/platform/prisma/generated";
const CLIENT_STAMP = `${CLIENT_FOLDER}/.stamp`;

/** Generates the Prisma client if the schema changed since it was last generated. */
export async function generateClient(): Promise<void> {
  const digest = digestSchema();
  if (hasStamp(CLIENT_STAMP, digest)) return;
  await showStep("generating the Prisma client", () => runTool("node_modules/prisma/build/index.js", ["generate"]));
  writeStamp(CLIENT_STAMP, digest);
}

/**
 * Makes the production build (Prisma client, pages, bundles of the processes) if any source changed since the last.
 *
 * @throws OperatorError when a part fails; what the tool said stands above it on the terminal.
 */
export async function buildIfChanged(): Promise<void> {
  await withLock(process.cwd(), async () => {
    await generateClient();
    const digest = digestBuildSources();
    if (hasStamp(BUILD_STAMP, digest) && existsSync(".next/BUILD_ID")) return;
    mkdirSync("dist", { recursive: true });
    await showStep("bundling web and worker", () => buildBundles());
    await showStep("building the pages", () =>
      runTool("node_modules/next/dist/bin/next", ["build"], { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" }),
    );
    writeStamp(BUILD_STAMP, digest);
  });
}
