import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { renderReport } from "./render";
import { renderScaling } from "./render-scaling";
import { readReport } from "./report";

const SCALING = "docs/SCALING.md";

/** What is written from bench/report.json: path and text. A unit test holds them against what lies there. */
export function renderFiles(): Record<string, string> {
  const report = readReport();
  return {
    "bench/report.md": renderReport(report, noteOf),
    [SCALING]: renderScaling(readFileSync(SCALING, "utf8"), report),
  };
}

/** Writes bench/report.md anew, and the tables of docs/SCALING.md; the text around those stays. */
export function renderAll(): void {
  for (const [path, text] of Object.entries(renderFiles())) writeFileSync(path, text);
}

/** What is kept to say about a scenario, whatever it measures next. */
function noteOf(scenario: string): string {
  const path = `bench/notes/${scenario}.md`;
  return existsSync(path) ? readFileSync(path, "utf8").trim() : "";
}
