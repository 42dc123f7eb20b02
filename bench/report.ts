import { readFileSync, writeFileSync } from "node:fs";
import type { Figure } from "@/rig/statistics";
import type { Backend } from "@/rig/system";

/** A figure, and the aim it is held against. */
export type Row = {
  label: string;
  figure: string;
  unit: string;
  value: Figure;
  aim?: { text: string; met: boolean };
};

/** Deliveries of all runs under one label added up. */
export type Count = { label: string; accepted: number; delivered: number; lost: number; duplicates: number };

/** What the processes of one role used under one label. */
export type Use = { label: string; role: string; cpuSecondsPer1000: number; rssMb: number };

/** Where figures come from: they compare where these are the same. */
export type Source = {
  /** Short, with "+ changes" where the checkout differed from it. */
  commit: string;
  at: string;
  load: string;
  machine: string;
  versions: Record<string, string>;
};

/** What one scenario measured on one queue in one go. */
export type Section = {
  scenario: string;
  backend: Backend;
  source: Source;
  rows: Row[];
  counts: Count[];
  usage: Use[];
};

export type Report = { sections: Section[] };

const FILE = "bench/report.json";

/** @returns what was measured so far. @throws Error when the file is of another form. */
export function readReport(file = FILE): Report {
  const report = JSON.parse(readFileSync(file, "utf8")) as Partial<Report>;
  if (report.sections === undefined) throw new Error(`${file} has no sections: it was written by another version.`);
  return { sections: report.sections };
}

/** Writes bench/report.json. */
export function writeReport(report: Report): void {
  writeFileSync(FILE, `${JSON.stringify(report, null, 2)}\n`);
}

/** @returns the report with a section in the place of that of the same scenario and queue, in the order of `names`. */
export function withSection({ sections }: Report, section: Section, names: readonly string[]): Report {
  const isSame = (other: Section) => other.scenario === section.scenario && other.backend === section.backend;
  const place = ({ scenario, backend }: Section) => names.indexOf(scenario) * 2 + (backend === "redis" ? 0 : 1);
  // A scenario that is no more has no figures.
  const kept = sections.filter((other) => !isSame(other) && names.includes(other.scenario));
  return { sections: [...kept, section].toSorted((a, b) => place(a) - place(b)) };
}

/** @returns a line for each figure that both reports have: what it was, what it is, and the change. */
export function compareReports(before: Report, after: Report): string[] {
  return after.sections.flatMap(({ scenario, backend, rows }) => {
    const old = before.sections.find((section) => section.scenario === scenario && section.backend === backend);
    return rows.flatMap((row) => {
      const was = old?.rows.find(({ label, figure }) => label === row.label && figure === row.figure)?.value;
      return was === undefined ? [] : [`${backend} ${row.label}, ${row.figure}: ${toChange(was, row)}`];
    });
  });
}

function toChange(was: Figure, { value, unit }: Row): string {
  // Within the spread of the runs, a change says nothing.
  const isWithin = value.median >= was.min && value.median <= was.max;
  const change = was.median === 0 ? "" : `, ${(100 * (value.median / was.median - 1)).toFixed(0)} %`;
  return `${toText(was.median)} → ${toText(value.median)} ${unit}`.trim() + change + (isWithin ? " (within the spread)" : "");
}

/** @returns a number with three digits, or all of those before the point. */
export function toText(value: number): string {
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString("en-US");
  return value.toFixed(Math.abs(value) < 10 ? 2 : 1);
}
