import type { Backend } from "@/rig/system";
import { distinct, toCell, toTable, toVerdict } from "./markdown";
import type { Report, Section, Source, Use } from "./report";
import { isGrowing, renderGrowth } from "./render-growth";

export const BACKENDS: readonly Backend[] = ["redis", "postgres"];
const TITLES: Record<Backend, string> = { redis: "Redis", postgres: "PostgreSQL" };

/** @param noteOf what is kept to say about a scenario. @returns bench/report.md. */
export function renderReport({ sections }: Report, noteOf: (scenario: string) => string): string {
  const scenarios = distinct(sections.map(({ scenario }) => scenario));
  return [
    "# Benchmark",
    "",
    "Made by `npm run bench`, a scenario at a time; each says what it was measured on. Numbers are medians, with the lowest and the highest run",
    "behind them. Ratios are taken within one run and compare across machines; absolute figures do not.",
    "",
    ...renderShared(sections),
    "## Aims",
    "",
    ...renderAims(sections),
    "",
    "## Nothing lost",
    "",
    "All runs of a scenario added up. Lost is what was accepted and is not both at the receiver and recorded as delivered.",
    "",
    ...renderCounts(sections),
    ...scenarios.flatMap((scenario) => renderScenario(sections, scenario, noteOf(scenario))),
    "",
  ].join("\n");
}

function renderAims(sections: readonly Section[]): string[] {
  const held = sections.flatMap((section) =>
    section.rows.flatMap((row) => (row.aim === undefined ? [] : [{ section, row, met: row.aim.met }])),
  );
  const missed = held.filter(({ met }) => !met);
  const summary = `${held.length - missed.length} met, ${missed.length} missed.`;
  if (missed.length === 0) return [summary];
  const rows = missed.map(({ section: { backend }, row }) => [
    row.label,
    TITLES[backend],
    row.figure,
    toCell(row),
    row.aim?.text ?? "",
  ]);
  const columns = ["missed", "queue", "figure", "measured", "aim"].map((head) => ({ head }));
  return [summary, "", ...toTable(columns, rows)];
}

function renderCounts(sections: readonly Section[]): string[] {
  const rows = sections.flatMap(({ scenario, backend, counts }) => {
    const sum = (key: "accepted" | "delivered" | "lost" | "duplicates") =>
      counts.reduce((total, count) => total + count[key], 0).toLocaleString("en-US");
    if (counts.length === 0) return [];
    return [[scenario, TITLES[backend], sum("accepted"), sum("delivered"), sum("lost"), sum("duplicates")]];
  });
  const numbers = ["accepted", "delivered", "lost", "duplicates"].map((head) => ({ head, isNumber: true }));
  return toTable([{ head: "scenario" }, { head: "queue" }, ...numbers], rows);
}

function renderScenario(all: readonly Section[], scenario: string, note: string): string[] {
  const sections = all.filter((section) => section.scenario === scenario);
  const table = isGrowing(sections) ? renderGrowth(sections) : renderFigures(sections);
  const uses = renderUses(sections);
  return [
    "",
    `## ${scenario}`,
    "",
    ...renderSources(sections, renderShared(all).length > 0),
    "",
    ...table,
    ...(uses.length === 0 ? [] : ["", ...uses]),
    ...(note === "" ? [] : ["", note]),
  ];
}

/** Machine and versions, once, where all sections share them. */
function renderShared(sections: readonly Section[]): string[] {
  const [place, ...others] = distinct(sections.map(({ source }) => describePlace(source)));
  return place === undefined || others.length > 0 ? [] : [place, ""];
}

function describePlace({ machine, versions }: Source): string {
  const named = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return `Machine: ${machine}. Versions: ${named.join(", ")}.`;
}

function renderSources(sections: readonly Section[], isShared: boolean): string[] {
  const texts = sections.map(({ source }) => {
    const { commit, at, load } = source;
    return `Measured at ${commit}, ${at}: ${load}.${isShared ? "" : ` ${describePlace(source)}`}`;
  });
  if (distinct(texts).length === 1) return texts.slice(0, 1);
  return sections.map(({ backend }, index) => `- ${TITLES[backend]}: ${texts[index]}`);
}

/** @returns a table with a row for each figure, the queues side by side. */
export function renderFigures(sections: readonly Section[]): string[] {
  const keyOf = (label: string, figure: string) => `${label}\n${figure}`;
  const keys = distinct(sections.flatMap(({ rows }) => rows.map(({ label, figure }) => keyOf(label, figure))));
  const columns = sections.flatMap(({ backend }) => [{ head: TITLES[backend], isNumber: true }, { head: "aim" }]);
  const rows = keys.map((key) => {
    const found = sections.map((section) => section.rows.find(({ label, figure }) => keyOf(label, figure) === key));
    const [label = "", figure = ""] = key.split("\n");
    return [shorten(label, sections), figure, ...found.flatMap((row) => [toCell(row), toVerdict(row)])];
  });
  return toTable([{ head: "load" }, { head: "figure" }, ...columns], rows);
}

/** What each process used, the queues side by side. */
function renderUses(sections: readonly Section[]): string[] {
  const keyOf = ({ label, role }: Use) => `${label}\n${role}`;
  const keys = distinct(sections.flatMap(({ usage }) => usage.map(keyOf)));
  if (keys.length === 0) return [];
  const columns = sections.flatMap(({ backend }) =>
    ["CPU s per 1,000 deliveries", "memory, MB"].map((what) => ({
      head: `${TITLES[backend]}: ${what}`,
      isNumber: true,
    })),
  );
  const rows = keys.map((key) => {
    const found = sections.map(({ usage }) => usage.find((use) => keyOf(use) === key));
    const [label = "", role = ""] = key.split("\n");
    const cells = found.flatMap((use) =>
      use === undefined ? ["", ""] : [use.cpuSecondsPer1000.toFixed(3), String(Math.round(use.rssMb))],
    );
    return [shorten(label, sections), role, ...cells];
  });
  return toTable([{ head: "load" }, { head: "process" }, ...columns], rows);
}

/** A label without the scenario that it stands under. */
function shorten(label: string, [section]: readonly Section[]): string {
  const scenario = section?.scenario ?? "";
  return label.startsWith(scenario) ? label.slice(scenario.length).replace(/^[, ]+/, "") : label;
}
