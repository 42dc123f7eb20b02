import type { Backend, System, SystemOptions } from "@/rig/system";
import type { Figure, Verdict } from "./verdict";

/** What an experiment is run with. */
export type Setting = {
  backend: Backend;
  /** The short version that `npm test` runs: the same fault, fewer times. */
  isShort: boolean;
  /** For what happens at random; the same seed strikes in the same order. */
  seed: number;
  /** Progress for whoever watches. */
  say: (line: string) => void;
  /** Opens the system under test; it is closed when the experiment ends, however it ends. */
  open: (options?: SystemOptions) => Promise<System>;
};

export type Finding = { verdict: Verdict; figures?: Figure[] };

/** One fault, done to real processes, and what Posthorn must show through it. */
export type Experiment = {
  /** For `--only`. */
  name: string;
  /** What is done, with its counts. */
  fault: string;
  /** What must hold. */
  promise: string;
  /** Where it makes a difference which queue is used, both. */
  backends: readonly Backend[];
  /** Whether a short version is part of `npm test`, and on which queue. */
  short?: readonly Backend[];
  run: (setting: Setting) => Promise<Finding>;
};

export const BOTH: readonly Backend[] = ["redis", "postgres"];
