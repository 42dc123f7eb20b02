import type { Experiment } from "../experiment";
import { rollingRestarts, workerKilled, workerKilledBeforeRecording } from "./workers";

/** Every experiment, in the order of the report. */
export const EXPERIMENTS: readonly Experiment[] = [workerKilled, workerKilledBeforeRecording, rollingRestarts];
