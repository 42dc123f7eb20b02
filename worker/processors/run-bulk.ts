import { runBulkJobStep } from "@/lib/deliveries";
import { isDatabaseUnavailable } from "@/lib/platform/db";
import type { Runtime } from "@/lib/runtime";

const FAIL = `
UPDATE bulk_jobs SET status = 'failed', error = 'It could not go on; the log of the worker says why.', finished_at = now()
WHERE id = $1 AND status IN ('queued', 'running')`;

/** Takes a bulk job to its end, step by step. What a stopping worker leaves, another one goes on with. */
export async function runBulk(runtime: Runtime, bulkJobId: string, signal: AbortSignal): Promise<void> {
  const { database, services, logger } = runtime;
  try {
    for (let idle = false; !idle && !signal.aborted;) {
      const { finished, rests = false } = await runBulkJobStep(database, services, bulkJobId);
      // A job that rests is asked for again with all that are not finished.
      idle = finished || rests;
    }
  } catch (error) {
    if (isDatabaseUnavailable(error)) throw error;
    logger.error({ err: error, bulkJobId }, "a bulk job cannot go on");
    await database.sql(FAIL, [bulkJobId]);
  }
}
