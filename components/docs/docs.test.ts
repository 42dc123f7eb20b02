import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { DOCUMENTED_LIMITS } from "@/lib/client/documented-limits";
import { DOCUMENTED_SHORTCUTS } from "@/lib/client/documented-shortcuts";
import { type Cause, CAUSES } from "@/lib/egress/cause-catalogue";
import { causeChecks } from "./cause-checks";
import { CAUSE_GROUPS } from "./cause-groups";
import { highlight } from "./highlight";

test("every cause stands in exactly one group, and can be checked from a shell", () => {
  const causes = CAUSE_GROUPS.flatMap((group) => group.causes);
  expect(causes.toSorted()).toEqual((Object.keys(CAUSES) as Cause[]).sort());
  const ids = [...causes, ...CAUSE_GROUPS.map(({ id }) => id)];
  expect(new Set(ids).size).toBe(ids.length);
  for (const cause of causes)
    expect(causeChecks("http://localhost:3001")[cause]).toMatch(/^(curl|dig|nc|openssl|head|WEBHOOK_SECRET)/);
});

test("every key that a page binds is documented", () => {
  const documented = DOCUMENTED_SHORTCUTS.flatMap(({ shortcuts }) => shortcuts.map(({ keys }): string => keys));
  const sources = readdirSync("components", { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".tsx"),
  );
  const bound = [...sources, "shell/nav-items.ts"].flatMap((file) =>
    [...readFileSync(join("components", file), "utf8").matchAll(/useShortcut\(\s*"([^"]+)"|\bkeys: "([^"]+)"/g)].map(
      ([, called, listed]) => called ?? listed ?? "",
    ),
  );
  expect(bound.length).toBeGreaterThan(15);
  expect([...new Set(bound)].filter((keys) => !documented.includes(keys))).toEqual([]);
});

test("each limit is said once", () => {
  const names = DOCUMENTED_LIMITS.flatMap(({ limits }) => limits.map(({ what }) => what));
  expect(new Set(names).size).toBe(names.length);
});

test("colours change no character", async () => {
  const code = 'const a = "<b>"; // ünï 🎺\n\n  if (a) { }';
  const lines = await highlight(code, "javascript");
  expect(lines.map((line) => line.map(({ text }) => text).join("")).join("\n")).toBe(code);
  expect(lines[0]?.[0]).toEqual({
    text: "const ",
    light: expect.stringMatching(/^#/),
    dark: expect.stringMatching(/^#/),
  });
});
