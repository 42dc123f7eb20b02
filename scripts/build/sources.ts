import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What goes into a build; what is made by one (the Prisma client, next-env.d.ts) or only tests it stays out. */
const BUILD_SOURCES = [
  "app",
  "components",
  "lib",
  "web",
  "worker",
  "public",
  "prisma/schema",
  "prisma/seed.ts",
  "prisma/seed",
];
const BUILD_SETTINGS = [
  "package-lock.json",
  "tsconfig.json",
  "next.config.mjs",
  "postcss.config.mjs",
  "tailwind.config.ts",
];
const NOT_BUILT = /\.test\.tsx?$|(^|\/)generated(\/|$)/;

/** @returns a digest of all that the production build depends on, this script and the Node.js version included. */
export function digestBuildSources(): string {
  return digest([...BUILD_SOURCES, ...BUILD_SETTINGS, "instrumentation.ts", "scripts/build"]);
}

/** @returns a digest of all that the generated Prisma client depends on. */
export function digestSchema(): string {
  return digest(["prisma/schema", "node_modules/prisma/package.json"]);
}

/** Whether the stamp in `file` says that what it stands for was made from the very same sources. */
export function hasStamp(file: string, expected: string): boolean {
  return existsSync(file) && readFileSync(file, "utf8") === expected;
}

export function writeStamp(file: string, value: string): void {
  writeFileSync(file, value);
}

function digest(paths: string[]): string {
  const hash = createHash("sha256").update(process.versions.node);
  for (const path of paths.flatMap(listFiles)) hash.update(path).update("\0").update(readFileSync(path));
  return hash.digest("hex");
}

function listFiles(path: string): string[] {
  if (NOT_BUILT.test(path) || !existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .toSorted()
    .flatMap((name) => listFiles(join(path, name)));
}
