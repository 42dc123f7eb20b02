import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import { SECOND_MS } from "@/lib/core/clock";
import type { QueueConnection } from "@/lib/platform/env";
import { asError, logErrors } from "@/lib/platform/log-errors";
import type { Logger } from "@/lib/platform/logger";
import { ringsSent } from "@/lib/platform/metrics";
import {
  LANES_QUEUE,
  MAINTENANCE_QUEUE,
  type MaintenanceData,
  type MaintenanceJob,
  RING_JOB,
  type RingData,
} from "./catalogue";
import { createQueueLink } from "./link";

type RingJob = { name: typeof RING_JOB; data: RingData };

export type Ringer = {
  /**
   * Says that these webhooks may have due deliveries; to be called after the commit. Never rejects, and settles after
   * 250 ms at the latest, whatever the queue does. A ring that gets lost costs the time of a sweep, not a delivery.
   */
  ring: (webhookIds: Iterable<string>) => Promise<void>;
  /**
   * Asks for a housekeeping job, unless the same one waits or runs already. Never rejects, and settles after 250 ms at
   * the latest: what must not be forgotten belongs into a table first.
   */
  addMaintenance: <J extends MaintenanceJob>(name: J, data: MaintenanceData<J>) => Promise<void>;
  /** Sends what still waits, for 1 s at most, and closes the connections. */
  close: () => Promise<void>;
};

const TIME_LIMIT_MS = 250;
const CLOSE_LIMIT_MS = 1_000;
/** Lanes remembered while the queue does not answer. More than that are left to the sweeper. */
const WAITING_MAX = 10_000;
/** PostgreSQL processes some 2,000 jobs a second, so rings are worth a moment's wait for each other. */
const POSTGRES_GAP_MS = 10;
/** Webhooks in one job: a fan-out is heard at once, and a crowd is still shared out among the workers. */
const RING_MAX = 20;
/** Jobs nobody hears, beyond which no ring is added: the first sweep of the worker that comes finds what is due. */
const UNHEARD_MAX = 1_000;

/** @returns the producer's end of the doorbell. It connects when it is first rung. */
export function createRinger({ connection, logger }: { connection: QueueConnection; logger: Logger }): Ringer {
  const lanes = createQueueLink(LANES_QUEUE, connection, logger);
  const maintenance = createQueueLink(MAINTENANCE_QUEUE, connection, logger);
  const onError = logErrors(logger, "ringer");
  const waiting = new Set<string>();
  let nextBulk: Promise<void> | null = null;
  let lastBulk: Promise<void> = Promise.resolve();
  let unreachable = false;
  let unheard = { jobs: 0, seenAtMs: -SECOND_MS };

  /** While one bulk is on its way further rings gather, so that the busier it is, the larger the bulks become. */
  async function sendGathered(): Promise<void> {
    await lastBulk;
    await nextTurn();
    const webhookIds = [...waiting];
    waiting.clear();
    nextBulk = null;
    const sent = send(webhookIds);
    lastBulk = connection.backend === "postgres" ? sent.then(() => sleep(POSTGRES_GAP_MS)) : sent;
    await sent;
  }

  async function send(webhookIds: string[]): Promise<void> {
    const jobs: RingJob[] = [];
    for (let from = 0; from < webhookIds.length; from += RING_MAX)
      jobs.push({ name: RING_JOB, data: { webhookIds: webhookIds.slice(from, from + RING_MAX) } });
    try {
      const isHeard = await lanes.use(async (queue) => {
        if (performance.now() - unheard.seenAtMs >= SECOND_MS)
          unheard = { jobs: await queue.getWaitingCount(), seenAtMs: performance.now() };
        if (unheard.jobs >= UNHEARD_MAX) return false;
        // Not addBulk: on PostgreSQL it makes temporary tables, 3 ms for what is mostly one job.
        await Promise.all(jobs.map(({ name, data }) => queue.add(name, data)));
        return true;
      });
      unreachable = false;
      ringsSent.inc({ outcome: isHeard ? "sent" : "dropped" }, webhookIds.length);
    } catch (error) {
      unreachable = true;
      ringsSent.inc({ outcome: "failed" }, webhookIds.length);
      onError(asError(error));
    }
  }

  return {
    ring(webhookIds) {
      let dropped = 0;
      for (const id of webhookIds) {
        if (waiting.size < WAITING_MAX) waiting.add(id);
        else dropped++;
      }
      if (dropped > 0) ringsSent.inc({ outcome: "dropped" }, dropped);
      if (waiting.size === 0) return Promise.resolve();
      nextBulk ??= sendGathered();
      // Nobody waits for a queue that is known to be down: an API call then costs no 250 ms more.
      if (unreachable) return Promise.resolve();
      return withinLimit(nextBulk, TIME_LIMIT_MS, () => {
        unreachable = true;
        ringsSent.inc({ outcome: "late" });
      });
    },
    addMaintenance(name, data) {
      const deduplication = { id: `${name} ${JSON.stringify(data)}` };
      const added = maintenance
        .use((queue) => queue.add(name, data, { deduplication }))
        .then(
          () => undefined,
          (error) => onError(asError(error)),
        );
      return withinLimit(added, TIME_LIMIT_MS);
    },
    async close() {
      await withinLimit(nextBulk ?? lastBulk, CLOSE_LIMIT_MS);
      await Promise.all([lanes.close(), maintenance.close()]);
    },
  };
}

/** Settles with `work`, or after `limitMs` without it. `work` must not reject. */
function withinLimit(work: Promise<void>, limitMs: number, onLate: () => void = () => undefined): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      onLate();
      resolve();
    }, limitMs);
    void work.then(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
