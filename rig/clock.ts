import { performance } from "node:perf_hooks";

/** Milliseconds since the Unix epoch with fractions: comparable between processes of one machine. */
export const epochMs = (): number => performance.timeOrigin + performance.now();
