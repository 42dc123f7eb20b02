import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "..", "..");
const read = (path: string) => readFileSync(join(ROOT, path), "utf8");

/** As GitHub makes an anchor of a heading. */
const anchorsOf = (text: string) =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, "")
      .replaceAll(" ", "-"),
  );

describe.each(["SECURITY.md", "docs/OPERATING.md", "docs/RUNBOOKS.md"])("%s", (page) => {
  const text = read(page);

  it("names files and headings that are there", () => {
    const links = [...text.matchAll(/\]\(([^)]+)\)/g)]
      .map(([, target = ""]) => target)
      .filter((target) => !target.includes("://"));
    expect(links.length).toBeGreaterThan(1);
    for (const link of links) {
      const [path = "", anchor] = link.split("#");
      const file = path === "" ? page : join(dirname(page), path);
      expect(existsSync(join(ROOT, file)) ? file : `no ${file}`).toBe(file);
      if (anchor !== undefined) expect(anchorsOf(read(file))).toContain(anchor);
    }
    const paths = [...text.matchAll(/`((?:lib|tests|e2e|prisma|scripts|docs)\/[\w./-]+)`/g)].map(
      ([, path = ""]) => path,
    );
    expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it("names commands and variables that there are", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    for (const [, command = ""] of text.matchAll(/npm run ([\w:]+)/g)) expect(Object.keys(scripts)).toContain(command);
    const variables = [...text.matchAll(/`((?:POSTHORN|WEBHOOK|NEXTAUTH|METRICS|REDIS|DATABASE|TRUST)_[A-Z_]+)\b/g)];
    for (const [, name = ""] of variables) expect(read(".env.example")).toMatch(new RegExp(`\\b${name}\\b`));
  });
});

it("each threat has a protection and a test that proves it", () => {
  const section = read("SECURITY.md").split("### Threats")[1]?.split("\n## ")[0] ?? "";
  const rows = section
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .slice(1);
  expect(rows.length).toBeGreaterThan(20);
  const without = rows.filter((row) => !/\|[^|]{15,}\|[^|]{10,}\|[^|]*`[\w./-]+\.(test|spec)\.ts`/.test(row));
  expect(without).toEqual([]);
});
