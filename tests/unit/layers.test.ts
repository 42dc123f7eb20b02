import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "..", "..");

const FORBIDDEN = [
  ["lib/core/a.ts", "@/lib/platform/env"],
  ["lib/platform/a.ts", "@/lib/queue"],
  ["lib/queue/a.ts", "@/lib/webhooks"],
  ["lib/signing/a.ts", "@/lib/platform/db"],
  ["lib/egress/a.ts", "pg"],
  ["lib/access/a.ts", "@/lib/webhooks"],
  ["lib/deliveries/a.ts", "@/lib/http/problem"],
  ["lib/deliveries/b.ts", "@/lib/webhooks/find-webhook"],
  ["lib/deliveries/c.ts", "next/server"],
  ["lib/deliveries/d.ts", "../http/problem"],
  ["lib/webhooks/schemas.ts", "@/lib/platform/db"],
  ["lib/http/a.ts", "@/app/page"],
  ["lib/client/a.ts", "@/lib/webhooks"],
  ["worker/a.ts", "@/lib/session"],
  ["worker/b.ts", "server-only"],
  ["web/a.ts", "@/worker/main"],
  ["app/a.ts", "@/lib/deliveries/claim"],
  ["components/a.ts", "@/lib/deliveries"],
  ["bench/a.ts", "@/chaos/checker"],
  ["bench/scenarios/b.ts", "../../chaos/checker"],
  ["chaos/a.ts", "@/bench/report"],
  ["rig/a.ts", "@/bench/report"],
  ["rig/b.ts", "@/chaos/checker"],
  ["app/b.ts", "@/rig/clock"],
] as const;

const ALLOWED = [
  ["lib/platform/ok.ts", "@/lib/core/errors"],
  ["lib/deliveries/ok.ts", "@/lib/webhooks"],
  ["lib/http/ok.ts", "@/lib/deliveries"],
  ["worker/ok.ts", "@/lib/queue"],
  ["app/ok.ts", "@/lib/http/with-operation"],
  ["components/ok.ts", "@/lib/webhooks/schemas"],
  ["bench/ok.ts", "@/rig/clock"],
  ["chaos/ok.ts", "@/rig/clock"],
] as const;

describe("the layer rules of the linter", () => {
  const folder = mkdtempSync(join(tmpdir(), "posthorn-layers-"));
  let offences: Set<string>;

  beforeAll(() => {
    copyFileSync(join(ROOT, ".oxlintrc.json"), join(folder, ".oxlintrc.json"));
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
    for (const [path, imported] of [...FORBIDDEN, ...ALLOWED]) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), `import { x } from "${imported}";\nexport const y = x;\n`);
    }
    // Two files that import each other.
    writeFileSync(join(folder, "worker/one.ts"), 'import { two } from "./two";\nexport const one = () => two;\n');
    writeFileSync(join(folder, "worker/two.ts"), 'import { one } from "./one";\nexport const two = () => one;\n');
    offences = new Set(lint(folder));
  }, 60_000);

  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(FORBIDDEN)("%s may not import %s", (path) => {
    expect(offences).toContain(`${path} eslint(no-restricted-imports)`);
  });

  it.each(ALLOWED)("%s may import %s", (path) => {
    expect(offences).not.toContain(`${path} eslint(no-restricted-imports)`);
  });

  it("no file may import itself by way of others", () => {
    expect(offences).toContain("worker/one.ts import(no-cycle)");
  });
});

/** @returns `path rule` of each offence. */
function lint(folder: string): string[] {
  const args = [join(ROOT, "node_modules/oxlint/bin/oxlint"), "--format=json"];
  const output = run(args, folder);
  const { diagnostics } = JSON.parse(output) as { diagnostics: { filename: string; code: string }[] };
  return diagnostics.map(({ filename, code }) => `${filename} ${code}`);
}

function run(args: string[], cwd: string): string {
  try {
    return execFileSync(process.execPath, args, { cwd, encoding: "utf8" });
  } catch (error) {
    // Offences make the exit code 1; what they are stands on standard output all the same.
    return (error as { stdout: string }).stdout;
  }
}
