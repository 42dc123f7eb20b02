import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "..", "..");

/** Modules that can open a connection. Listening, and looking at the text of an address, is not going out. */
const IMPORT =
  /^(?:import|export)\s+(?!type\b)([^;]*?)\s*from\s*"(?:node:)?(undici|axios|got|http|https|http2|net|tls|dgram|dns|dns\/promises|nodemailer)"/gms;
const HARMLESS = /^(?:type\s.*|createServer(?:\s+as\s+\w+)?|isIP|isIPv4|isIPv6|)$/;
const FETCH = /(?<![.\w"])(?:fetch|new WebSocket|new EventSource)\(/;

/** Who calls out besides lib/egress, and why no tenant decides where to. */
const KNOWN = [
  "lib/client/fetcher.ts: fetch", // The browser, to its own origin.
  "lib/client/live-stream.ts: fetch", // The browser, to its own origin.
  "lib/platform/mail.ts: nodemailer", // The mail server of the environment.
  "lib/session/github-userinfo.ts: fetch", // api.github.com, written there.
];

function sourcesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:ts|tsx|mjs)$/.test(entry.name) && !entry.name.includes(".test."))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .filter((path) => !/\/(?:testing|generated|verification-samples)\//.test(path));
}

function waysOut(path: string): string[] {
  const source = readFileSync(join(ROOT, path), "utf8");
  const modules = [...source.matchAll(IMPORT)]
    .filter(([, names = ""]) =>
      names
        .replaceAll(/[{}]/g, "")
        .split(",")
        .some((name) => !HARMLESS.test(name.trim())),
    )
    .map(([, , module]) => `${path}: ${module}`);
  return FETCH.test(source) ? [...modules, `${path}: fetch`] : modules;
}

it("lib/egress is the only way out to an address that a tenant chose", () => {
  const found = ["lib", "worker", "web", "app"].flatMap(sourcesIn).flatMap(waysOut);
  const guarded = found.filter((way) => way.startsWith("lib/egress/"));
  expect(guarded).toContain("lib/egress/connection.ts: undici");
  expect(guarded).toContain("lib/egress/connector.ts: net");
  expect(found.filter((way) => !way.startsWith("lib/egress/")).toSorted()).toEqual(KNOWN.toSorted());
});
