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
    for (let finished = false; !finished && !signal.aborted;)
      ({ finished } = await runBulkJobStep(database, services, bulkJobId));
  } catch (error) {
    if (isDatabaseUnavailable(error)) throw error;
    logger.error({ err: error, bulkJobId }, "a bulk job cannot go on");
    await database.sql(FAIL, [bulkJobId]);
  }
}
