import { foldStats } from "@/lib/stats";
import type { MaintenanceProcessors } from "@/lib/queue";
import type { Runtime } from "@/lib/runtime";
import { checkFailing } from "./check-failing";
import { ensurePartitions } from "./ensure-partitions";
import { keepRetention } from "./keep-retention";
import { runBulk } from "./run-bulk";

/** What each housekeeping job of the queue's catalogue does. Each may run twice, or on two workers at once. */
export function createProcessors(runtime: Runtime): MaintenanceProcessors {
  const { database } = runtime;
  return {
    partitions: () => ensurePartitions(database),
    retention: (_data, signal) => keepRetention(runtime, signal),
    "fold-stats": () => foldStats(database),
    "disable-check": () => checkFailing(runtime),
    bulk: ({ bulkJobId }, signal) => runBulk(runtime, bulkJobId, signal),
  };
}
