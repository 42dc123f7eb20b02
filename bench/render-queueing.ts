import { createRandom } from "@/prisma/seed/sample/random";
import { toTable } from "./markdown";
import { receivers, simulateCrowd } from "./queueing";
import { toText } from "./report";

const CROWDS = [
  { title: "all receivers are well", spread: 0.8, hangShare: 0 },
  { title: "1 % hang until the time limit of 15 s", spread: 0.8, hangShare: 0.01 },
];
const CROWD = { medianMs: 100, limitMs: 15_000, perSecond: 1_000, requests: 250_000 };

/** @returns the table that simulates the sum. The same seed each time: it changes when the calculation does. */
export function renderQueueing(): string[] {
  const rows = CROWDS.flatMap(({ title, spread, hangShare }) =>
    [0.6, 0.8, 0.95].map((utilisation) => {
      const { meanMs, nextMs } = receivers({ medianMs: CROWD.medianMs, spread, hangShare, limitMs: CROWD.limitMs });
      const expected = (CROWD.perSecond * meanMs) / 1_000;
      const slots = Math.ceil(expected / utilisation);
      const crowd = simulateCrowd({ ...CROWD, slots, nextMs }, createRandom(1));
      const numbers = [expected, crowd.meanInFlight, slots, 100 * crowd.waited, crowd.p95WaitMs, crowd.p99WaitMs];
      return [title, `${utilisation * 100} %`, ...numbers.map(toText)];
    }),
  );
  const heads = ["rate × latency", "in flight, simulated", "slots", "% that wait", "wait p95, ms", "wait p99, ms"];
  const columns = [{ head: "receivers" }, { head: "planned use", isNumber: true }];
  return toTable([...columns, ...heads.map((head) => ({ head, isNumber: true }))], rows);
}
