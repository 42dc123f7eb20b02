import { setTimeout as sleep } from "node:timers/promises";
import { SECOND_MS } from "@/lib/core/clock";
import type { Runtime } from "@/lib/runtime";

const EVERY_MS = 15 * SECOND_MS;

/**
 * Asks for the bulk jobs that are not finished, again and again: the queue may have lost them, and asking for one that
 * is at work already changes nothing.
 */
export function startBulkJobFinder({ database, services, logger }: Runtime): { close: () => Promise<void> } {
  const closing = new AbortController();

  async function run(): Promise<void> {
    while (!closing.signal.aborted) {
      try {
        const open = await database.sql<{ id: string }>(
          "SELECT id FROM bulk_jobs WHERE status IN ('queued', 'running')",
        );
        for (const { id } of open) services.wakeBulkJob(id);
      } catch (error) {
        logger.warn({ err: error }, "open bulk jobs could not be looked up");
      }
      await sleep(EVERY_MS, undefined, { signal: closing.signal }).catch(() => undefined);
    }
  }
  const running = run();
  return {
    async close() {
      closing.abort();
      await running;
    },
  };
}
