import { cpus } from "node:os";
import { quantile } from "@/rig/statistics";
import type { Backend } from "@/rig/system";
import type { Tally } from "./load/events";
import type { Stage, StageOptions } from "./stage";

/** How much is measured. */
export type Load = {
  runs: number;
  seconds: number;
  events: number;
  /** Sizes that tables are read at, in deliveries, smallest first. */
  rows: number[];
};

export type Aim = { atMost?: number; atLeast?: number };

/** What a scenario is run with. */
export type Bench = {
  backend: Backend;
  load: Load;
  /** Tells how far it is. */
  say(line: string): void;
  /** Opens the product; it is closed when the scenario ends, however it ends. */
  open(options?: StageOptions): Promise<Stage>;
  /** Repeats a run as often as asked for, and reports what each process used meanwhile. */
  repeat<T extends { tally: Tally }>(label: string, stage: Stage, run: () => Promise<T>): Promise<T[]>;
  /** Reports a figure of several runs, and the aim it is held against. @returns the median. */
  row(label: string, figure: string, unit: string, values: readonly number[], aim?: Aim): number;
};

/** One kind of load, and what is measured under it. */
export type Scenario = {
  /** For `--only`. */
  name: string;
  run(bench: Bench): Promise<void>;
};

export const KILOBYTE = 1_000;

const GROWTH = 1.6;
/** Of the cores; beyond that a second process has nothing to run on. */
const BUSY_SHARE = 0.75;

/**
 * How much two processes must do beside one, "while cores last".
 * @param busyCores in each run with one process; where that is nearly all there are, nothing can be asked of two.
 */
export function growthAim(busyCores: readonly number[]): Aim | undefined {
  return quantile(busyCores, 0.5) < BUSY_SHARE * cpus().length ? { atLeast: GROWTH } : undefined;
}
