import type { Backend } from "@/rig/system";
import type { Tally } from "./load/events";
import type { Receiver } from "./load/receiver";
import type { Row, Section, Source } from "./report";
import type { Aim, Bench, Load, Scenario } from "./scenario";
import { openStage, type Stage } from "./stage";
import { figure } from "@/rig/statistics";

type Options = { backend: Backend; load: Load; source: Source; receiver: Receiver; say: (line: string) => void };

/** Runs one scenario on one backend. @returns what it measured. */
export async function runScenario(scenario: Scenario, options: Options): Promise<Section> {
  const { backend, load, source, receiver, say } = options;
  const section: Section = { scenario: scenario.name, backend, source, rows: [], counts: [], usage: [] };
  const opened: Stage[] = [];
  const bench: Bench = {
    backend,
    load,
    say: (line) => say(`${backend} ${line}`),
    async open(stageOptions) {
      const stage = await openStage(backend, receiver, stageOptions);
      opened.push(stage);
      return stage;
    },
    async repeat(label, stage, run) {
      const before = stage.usage();
      const results = [];
      for (let index = 1; index <= load.runs; index += 1) {
        const result = await run();
        results.push(result);
        say(`${backend} ${label} ${index}/${load.runs}: ${inShort(result)}`);
      }
      reportRuns(section, label, results, stage, before);
      return results;
    },
    row(label, name, unit, values, aim) {
      const value = figure(values);
      section.rows.push({ label, figure: name, unit, value, aim: judge(value.median, unit, aim) });
      return value.median;
    },
  };
  try {
    await scenario.run(bench);
  } finally {
    for (const stage of opened) await stage.close();
  }
  return section;
}

function reportRuns(
  section: Section,
  label: string,
  results: readonly { tally: Tally }[],
  stage: Stage,
  before: ReturnType<Stage["usage"]>,
): void {
  const sum = (key: keyof Tally) => results.reduce((total, { tally }) => total + tally[key], 0);
  const delivered = sum("delivered");
  if (delivered === 0) return;
  const [accepted, lost, duplicates] = [sum("accepted"), sum("lost"), sum("duplicates")];
  section.counts.push({ label, accepted, delivered, lost, duplicates });
  for (const [role, use] of stage.usage()) {
    // Of processes that ended meanwhile nothing is known any more.
    const cpuMs = Math.max(0, use.cpuMs - (before.get(role)?.cpuMs ?? 0));
    section.usage.push({ label, role, cpuSecondsPer1000: cpuMs / delivered, rssMb: use.rssBytes / 2 ** 20 });
  }
}

function judge(median: number, unit: string, aim: Aim | undefined): Row["aim"] {
  if (aim === undefined) return undefined;
  const { atMost, atLeast } = aim;
  const text = [
    ...(atMost === undefined ? [] : [`≤ ${Number(atMost.toPrecision(3))}`]),
    ...(atLeast === undefined ? [] : [`≥ ${atLeast}`]),
  ].join(", ");
  const isMet = median <= (atMost ?? Number.POSITIVE_INFINITY) && median >= (atLeast ?? Number.NEGATIVE_INFINITY);
  return { text: `${text} ${unit}`.trim(), met: isMet };
}

/** A result without its long lists, for a line of progress. */
function inShort(result: object): string {
  return JSON.stringify(result, (_key, value: unknown) => (Array.isArray(value) ? `${value.length} values` : value));
}
