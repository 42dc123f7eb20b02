import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build, context, type BuildContext, type BuildOptions, type BuildResult, type Plugin } from "esbuild";
import { OperatorError } from "../processes/operator-error";

/** Bundles by name: each becomes dist/<name>.js. What is not written yet is left out. */
const ENTRIES = {
  web: "web/main.ts",
  worker: "worker/main.ts",
  seed: "prisma/seed.ts",
  "webhook-service": "lib/webhook-service.ts",
};

function options(outdir: string): BuildOptions {
  const entryPoints = Object.fromEntries(Object.entries(ENTRIES).filter(([, file]) => existsSync(file)));
  return {
    entryPoints,
    outdir,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    packages: "external",
    sourcemap: true,
    logLevel: "warning",
  };
}

/**
 * Bundles the processes that are not Next's into `outdir`, ES modules that load their packages from node_modules.
 *
 * @throws OperatorError when a source is broken; esbuild has said on the terminal where.
 */
export async function buildBundles(outdir = "dist"): Promise<void> {
  await build(options(outdir)).catch((error: unknown) => {
    throw new OperatorError("Web and worker could not be bundled, see above.", { cause: error });
  });
}

/**
 * Bundles now, and again whenever a source changes. A broken source is said on the terminal, and the next change waited for.
 *
 * @param onChanged is told, after each time but the first, the names of the bundles that came out different.
 */
export async function watchBundles(outdir: string, onChanged: (names: string[]) => void): Promise<BuildContext> {
  let digests = new Map<string, string>();
  const compare = ({ errors }: BuildResult) => {
    if (errors.length > 0) return;
    const before = digests;
    digests = new Map(Object.keys(ENTRIES).map((name) => [name, digestFile(join(outdir, `${name}.js`))]));
    const changed = Object.keys(ENTRIES).filter((name) => digests.get(name) !== before.get(name));
    if (before.size > 0 && changed.length > 0) onChanged(changed);
  };
  const plugin: Plugin = { name: "compare", setup: (builder) => builder.onEnd(compare) };
  const watcher = await context({ ...options(outdir), plugins: [plugin] });
  await watcher.watch();
  return watcher;
}

function digestFile(path: string): string {
  return existsSync(path) ? createHash("sha256").update(readFileSync(path)).digest("hex") : "";
}
