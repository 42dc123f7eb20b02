import { randomUUID } from "node:crypto";
import { check } from "../checker";
import { BOTH, type Experiment } from "../experiment";
import { exactly, told } from "../verdict";

const KEYS = 20;
const TWINS = 100;

export const idempotencyTwins: Experiment = {
  name: "idempotency-twins",
  fault: "The same Idempotency-Key 100 times at once over two web processes, in two workspaces at once; 20 times.",
  promise: "One event for each workspace, one answer for all.",
  backends: BOTH,
  async run({ open }) {
    const system = await open({ webs: 2, tenants: 2 });
    const producers = [];
    for (const [index, tenant] of system.tenants.entries()) {
      await system.subscribe(`/hook-${index}`, { tenant });
      producers.push(system.producer(tenant));
    }
    let refused = 0;
    let others = 0;
    let shared = 0;
    for (let round = 0; round < KEYS; round += 1) {
      const key = randomUUID();
      const answers = await Promise.all(producers.map((producer) => producer.produceTwins(TWINS, key)));
      refused += answers.flat().filter(({ status }) => status !== 202).length;
      for (const own of answers) others += new Set(own.map(({ eventId }) => eventId)).size - 1;
      const [first, second] = answers;
      if (first?.[0]?.eventId === second?.[0]?.eventId) shared += 1;
    }
    const verdict = await check(system, { duplicatesMax: 0 });
    return {
      verdict,
      figures: [
        told("calls", KEYS * TWINS * producers.length, ""),
        exactly("calls that got no 202", refused, 0, ""),
        exactly("answers with another event than their twins", others, 0, ""),
        exactly("keys that gave two workspaces one event", shared, 0, ""),
        exactly("events", await system.count("SELECT count(*)::int FROM events"), KEYS * producers.length, ""),
        exactly("deliveries", await system.count("SELECT count(*)::int FROM deliveries"), KEYS * producers.length, ""),
        exactly("requests", (await system.receiver.read()).length, KEYS * producers.length, ""),
      ],
    };
  },
};
