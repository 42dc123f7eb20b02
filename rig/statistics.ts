/** @returns the value below which the share `q` (0–1) of the values lies: the nearest rank; NaN of nothing. */
export function quantile(values: readonly number[], q: number): number {
  if (values.length === 0) return Number.NaN;
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1))] ?? Number.NaN;
}

export type Figure = { median: number; min: number; max: number; runs: number };

/** @returns the median of several runs with their spread. */
export function figure(runs: readonly number[]): Figure {
  return { median: quantile(runs, 0.5), min: Math.min(...runs), max: Math.max(...runs), runs: runs.length };
}
