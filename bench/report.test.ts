import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { renderReport } from "./render";
import { renderFiles } from "./render-all";
import { compareReports, type Row, type Section, withSection } from "./report";

const source = { commit: "abc1234", at: "2026-11-24", load: "3 runs", machine: "2 cores", versions: { node: "20" } };
const row = (label: string, figure: string, median: number, met?: boolean): Row => ({
  label,
  figure,
  unit: "ms",
  value: { median, min: median - 1, max: median + 1, runs: 3 },
  aim: met === undefined ? undefined : { text: "≤ 5 ms", met },
});
const section = (scenario: string, backend: "redis" | "postgres", rows: Row[]): Section => ({
  scenario,
  backend,
  source,
  rows,
  counts: [{ label: scenario, accepted: 1_200, delivered: 1_200, lost: 0, duplicates: 1 }],
  usage: [],
});
const NAMES = ["paced", "idle"];
const noNote = () => "";

test("what lies in the repository is what its figures and notes make", () => {
  for (const [path, text] of Object.entries(renderFiles()))
    expect(readFileSync(path, "utf8") === text, `${path}: run npm run bench -- --render`).toBe(true);
});

test("a run replaces its own scenario and queue, and the order stays", () => {
  const report = { sections: [section("paced", "postgres", []), section("idle", "redis", [])] };
  const first = withSection(report, section("paced", "redis", [row("paced", "p50", 1)]), NAMES);
  expect(first.sections.map(({ scenario, backend }) => `${scenario} ${backend}`)).toEqual([
    "paced redis",
    "paced postgres",
    "idle redis",
  ]);
  const again = withSection(first, section("paced", "redis", [row("paced", "p50", 2)]), NAMES);
  expect(again.sections).toHaveLength(3);
  expect(again.sections[0]?.rows[0]?.value.median).toBe(2);
});

test("a scenario that is no more leaves the report", () => {
  const report = { sections: [section("gone", "redis", [])] };
  expect(withSection(report, section("idle", "redis", []), NAMES).sections.map(({ scenario }) => scenario)).toEqual([
    "idle",
  ]);
});

test("aims are counted first, and what misses is listed", () => {
  const sections = [section("paced", "redis", [row("paced, 1 kB", "p50", 4, true), row("paced, 1 kB", "p95", 9, false)])];
  const text = renderReport({ sections }, noNote);
  expect(text).toContain("1 met, 1 missed.");
  expect(text).toContain("| paced, 1 kB | Redis | p95 | 9.00 ms (8.00–10.0) | ≤ 5 ms |");
  expect(text).toContain("| paced | Redis | 1,200 | 1,200 | 0 | 1 |");
});

test("the queues stand side by side, under the commit they were measured at, above the note", () => {
  const later = { ...section("paced", "postgres", [row("paced, 1 kB", "p50", 6, false)]) };
  later.source = { ...source, commit: "def5678 + changes" };
  const sections = [section("paced", "redis", [row("paced, 1 kB", "p50", 4, true)]), later];
  const text = renderReport({ sections }, (scenario) => `About ${scenario}.`);
  expect(text).toContain(
    "| 1 kB | p50 | 4.00 ms (3.00–5.00) | ≤ 5 ms: met | 6.00 ms (5.00–7.00) | ≤ 5 ms: **missed** |\n\nAbout paced.",
  );
  expect(text).toContain("- Redis: Measured at abc1234, 2026-11-24: 3 runs.");
  expect(text).toContain("- PostgreSQL: Measured at def5678 + changes, 2026-11-24: 3 runs.");
});

test("reads have one row each, with a column for each size and the growth", () => {
  const rows = [
    row("reads, 100,000 deliveries", "list, p95", 10),
    row("reads, 1,000,000 deliveries", "list, p95", 20, false),
    { ...row("reads, 1,000,000 deliveries", "list ÷ that of 100,000", 2), unit: "" },
  ];
  const text = renderReport({ sections: [section("reads", "redis", rows)] }, noNote);
  expect(text).toContain("| p95 of | 100 k | 1 M | 1 M ÷ 100 k | aims |");
  expect(text).toContain(
    "| list | 10.0 ms (9.00–11.0) | **20.0 ms (19.0–21.0)** | 2.00 (1.00–3.00) | ≤ 5 ms |",
  );
});

test("a comparison says what changed, and what lies within the spread", () => {
  const before = { sections: [section("paced", "redis", [row("paced", "p50", 4), row("paced", "p95", 8)])] };
  const after = { sections: [section("paced", "redis", [row("paced", "p50", 2), row("paced", "p95", 8.5)])] };
  expect(compareReports(before, after)).toEqual([
    "redis paced, p50: 4.00 → 2.00 ms, -50 %",
    "redis paced, p95: 8.00 → 8.50 ms, 6 % (within the spread)",
  ]);
});
