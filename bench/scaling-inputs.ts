import type { Inputs } from "./capacity";

/** Events a second. */
export const RATES = [1_000, 10_000, 100_000];
/** Stated: change them to your own, and run `npm run bench -- --render`. */
export const INPUTS: Omit<Inputs, "eventsPerSecond" | "calls"> = {
  fanOut: 2,
  attemptsPerDelivery: 1.05,
  bodyBytes: 1_000,
  receiverSeconds: 0.2,
  retentionDays: 30,
  concurrency: 100,
  utilisation: 0.6,
};
/** What one large PostgreSQL machine is taken to have. */
export const ONE_POSTGRES = { cores: 64, connections: 500, walMegabytesPerSecond: 400, diskTerabytes: 30 };
