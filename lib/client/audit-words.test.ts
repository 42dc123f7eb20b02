import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { actionGroups, actionInWords, valueInWords } from "./audit-words";

const LIB = join(import.meta.dirname, "..");

/** Every action that some file of the domains writes. */
function writtenActions(): string[] {
  const files = readdirSync(LIB, { recursive: true, withFileTypes: true })
    .filter(
      ({ name, parentPath }) => /(?<!\.test)\.ts$/.test(name) && !/generated|client|event-types$/.test(parentPath),
    )
    .map(({ name, parentPath }) => readFileSync(join(parentPath, name), "utf8"))
    .filter((text) => /recordAudit|recordChange|applyStatus/.test(text));
  const found = files.flatMap((text) => [...text.matchAll(/"([a-z_]+\.[a-z_]+)"/g)].map(([, action]) => action ?? ""));
  return [...new Set(found)].filter((action) => !NOT_ACTIONS.includes(action));
}

/** A message to open dashboards and what something is encrypted for, which look the same. */
const NOT_ACTIONS = ["queue.updated", "webhook.url_check"];

describe("the words of the audit log", () => {
  it("cover every action that is written", () => {
    const known = new Set(actionGroups().flatMap(({ actions }) => actions.map(({ action }) => action)));
    const missing = writtenActions().filter((action) => !known.has(action));
    expect(missing).toEqual([]);
    expect(known.size).toBeGreaterThan(40);
  });

  it("leave an action that is not known as it is", () => {
    expect(actionInWords("webhook.updated")).toBe("Changed an endpoint");
    expect(actionInWords("rocket.launched")).toBe("rocket.launched");
  });

  it.each([
    [null, "not set"],
    ["", "empty"],
    ["Apollo", "Apollo"],
    [30, "30"],
    [false, "false"],
    [[], "none"],
    [["a", "b"], '["a","b"]'],
    [{ a: 1 }, '{"a":1}'],
  ])("say %j as %s", (value, words) => {
    expect(valueInWords(value)).toBe(words);
  });
});
