/** What became of everything that was sent, by the ledger, the receiver and the database. */
export type Verdict = {
  /** Deliveries that must arrive: one per accepted event and subscribed endpoint. */
  accepted: number;
  delivered: number;
  lost: number;
  /** A few of the lost, and what the database says of them. */
  examples: string[];
  /** Requests that the receiver had answered with 2xx before. */
  duplicates: number;
  duplicatesMax: number;
  badSignatures: number;
  /** Deliveries that are neither over nor have anything planned, or whose plan is long due. */
  stuck: number;
  /** Requests for events that nobody sent. */
  phantoms: number;
  /** Deliveries of which database and receiver say different things. */
  disagreements: number;
  /** From the first call to the first arrival: in the middle, and how much more it was for the slowest hundredth. */
  latencyMs: { median: number; p99More: number };
};

/** One more number that an experiment has a limit for. */
export type Figure = { name: string; value: number; unit: string; aim: string; isMet: boolean };

/** @returns a figure that must not be above `max`. */
export function atMost(name: string, value: number, max: number, unit: string): Figure {
  return { name, value: rounded(value), unit, aim: `≤ ${max}`, isMet: value <= max };
}

/** @returns a figure that must not be below `min`. */
export function atLeast(name: string, value: number, min: number, unit: string): Figure {
  return { name, value: rounded(value), unit, aim: `≥ ${min}`, isMet: value >= min };
}

/** @returns a figure that must be exactly this. */
export function exactly(name: string, value: number, wanted: number, unit: string): Figure {
  return { name, value, unit, aim: `= ${wanted}`, isMet: value === wanted };
}

/** @returns a figure that is told and not judged. */
export function told(name: string, value: number, unit: string): Figure {
  return { name, value: rounded(value), unit, aim: "", isMet: true };
}

function rounded(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Math.round(value * 100) / 100;
}

/** @returns the verdicts of two systems as one, with the latency of the second. */
export function sumVerdicts(one: Verdict, other: Verdict): Verdict {
  const { latencyMs, examples, ...counts } = other;
  const sums = Object.entries(counts).map(([name, count]) => [name, count + one[name as keyof typeof counts]]);
  return { ...(Object.fromEntries(sums) as typeof counts), examples: [...one.examples, ...examples], latencyMs };
}

/** @returns what falls short, in words; nothing when the experiment shows what it must. */
export function shortfalls(verdict: Verdict, figures: readonly Figure[]): string[] {
  const counts = (["lost", "badSignatures", "stuck", "phantoms", "disagreements"] as const).flatMap((name) =>
    verdict[name] === 0
      ? []
      : [`${name} ${verdict[name]}${name === "lost" ? ` (${verdict.examples.join("; ")})` : ""}`],
  );
  const tooMany =
    verdict.duplicates > verdict.duplicatesMax ? [`duplicates ${verdict.duplicates} > ${verdict.duplicatesMax}`] : [];
  const missed = figures
    .filter(({ isMet }) => !isMet)
    .map(({ name, value, unit, aim }) => `${name} ${value} ${unit}, wanted ${aim}`);
  return [...counts, ...tooMany, ...missed];
}

/** @returns the line that every experiment ends with. */
export function verdictLine(verdict: Verdict): string {
  const { accepted, delivered, lost, duplicates, duplicatesMax, badSignatures, stuck, latencyMs } = verdict;
  const counts = `accepted ${accepted}, delivered ${delivered}, lost ${lost}, duplicates ${duplicates} (bound ${duplicatesMax}), bad signatures ${badSignatures}, stuck ${stuck}`;
  return `${counts}; latency median ${rounded(latencyMs.median)} ms, p99 ${rounded(latencyMs.p99More)} ms more`;
}
