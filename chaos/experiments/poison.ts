import { check } from "../checker";
import { BOTH, type Experiment } from "../experiment";
import type { System } from "@/rig/system";
import { exactly, told } from "../verdict";

const CRASHES = 3;
const PATH = "/hook";
/** A worker counts as dead 20 s after its last heartbeat. */
const FREED_MS_MAX = 60_000;

export const poisonQuarantined: Experiment = {
  name: "poison-quarantined",
  fault:
    "One payload of a stream of 50/s ends its worker each time it is sent: kill -9 of whichever of two workers sends it, as soon as its request arrives.",
  promise: "Quarantined after three, never sent again; all others delivered.",
  backends: BOTH,
  async run({ open, say }) {
    const system = await open({ workers: 2 });
    const [subscription] = [await system.subscribe(PATH)];
    const producer = system.producer();
    const n = 100;
    await system.receiver.set(PATH, {
      secrets: subscription.secrets,
      behaviour: [{ status: 200, delayMs: 50 }],
      unanswered: [n],
    });
    const stop = producer.flow({ perSecond: 50 });
    for (let crash = 1; crash <= CRASHES; crash += 1) {
      const waitedMs = await system.until(
        `the payload is sent for the ${crash}. time`,
        async () => (await requestsOf(system, n)) >= crash,
        FREED_MS_MAX,
      );
      await killSender(system, n);
      say(`crash ${crash} of ${CRASHES} after ${Math.round(waitedMs / 1_000)} s`);
      await system.startWorker();
    }
    const quarantined = () =>
      system.sql<{ event_id: string }>("SELECT event_id FROM deliveries WHERE last_cause = 'quarantined'");
    await system.until("something is quarantined", async () => (await quarantined()).length > 0, FREED_MS_MAX);
    await stop();
    const verdict = await check(system, {
      duplicatesMax: CRASHES * system.concurrency,
      settleMs: 120_000,
      isExplained: ({ event_id: id, last_cause: cause }) =>
        cause === "quarantined" && id === producer.ledger[n]?.eventId,
    });
    const rows = await quarantined();
    return {
      verdict,
      figures: [
        exactly("deliveries in quarantine", rows.length, 1, ""),
        exactly(
          "others in quarantine",
          rows.filter((row) => row.event_id !== producer.ledger[n]?.eventId).length,
          0,
          "",
        ),
        exactly("requests of the payload", await requestsOf(system, n), CRASHES, ""),
        exactly("others delivered", verdict.delivered, verdict.accepted - 1, ""),
        exactly("workers still running", system.workers.filter((worker) => worker.isRunning()).length, 2, ""),
        told("most crashes that others were in", await othersCrashes(system), ""),
      ],
    };
  },
};

async function requestsOf(system: System, n: number): Promise<number> {
  return (await system.receiver.read()).filter((line) => line.n === n).length;
}

/** Ends the worker that holds the claim of an event's delivery. */
async function killSender(system: System, n: number): Promise<void> {
  // The receiver may have it before its producer has been answered.
  const eventId = (await system.receiver.read()).find((line) => line.n === n)?.id;
  const [row] = await system.sql<{ pid: number }>(
    "SELECT w.pid FROM planned_attempts p JOIN workers w ON w.id = p.worker_id WHERE p.event_id = $1",
    [eventId],
  );
  const worker = system.workers.find(({ pid }) => pid === row?.pid);
  if (worker === undefined) throw new Error("No worker holds the delivery that was just sent.");
  await worker.kill();
}

/** Requests for the same event beyond its first, among those that were delivered. */
async function othersCrashes(system: System): Promise<number> {
  const counts = new Map<string, number>();
  for (const { id, status } of await system.receiver.read())
    if (status === 200) counts.set(id, (counts.get(id) ?? 0) + 1);
  return Math.max(...counts.values()) - 1;
}
