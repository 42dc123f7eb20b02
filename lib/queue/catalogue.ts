import { z } from "zod";
import { HOUR_MS, MINUTE_MS } from "@/lib/core/clock";

/** The queue of rings. A ring says "these webhooks may have due deliveries", and nothing else. */
export const LANES_QUEUE = "lanes";
export const RING_JOB = "ring";
export const RingData = z.object({ webhookIds: z.array(z.string().min(1)).min(1) });
export type RingData = z.infer<typeof RingData>;

/** The queue of housekeeping. One worker at a time runs each job; a job that dies half-way is run again. */
export const MAINTENANCE_QUEUE = "maintenance";

type MaintenanceDefinition = { data: z.ZodType; everyMs: number | null };

/** What each housekeeping job carries, and how often it comes by itself (`null`: only when asked for). */
export const maintenanceCatalogue = {
  partitions: { data: z.object({}), everyMs: HOUR_MS },
  "fold-stats": { data: z.object({}), everyMs: MINUTE_MS },
  retention: { data: z.object({}), everyMs: HOUR_MS },
  "disable-check": { data: z.object({}), everyMs: 5 * MINUTE_MS },
  bulk: { data: z.object({ bulkJobId: z.string().min(1) }), everyMs: null },
} satisfies Record<string, MaintenanceDefinition>;

export type MaintenanceJob = keyof typeof maintenanceCatalogue;
export type MaintenanceData<J extends MaintenanceJob> = z.infer<(typeof maintenanceCatalogue)[J]["data"]>;
export type MaintenanceProcessors = {
  [J in MaintenanceJob]: (data: MaintenanceData<J>, signal: AbortSignal) => Promise<void>;
};

export function isMaintenanceJob(name: string): name is MaintenanceJob {
  return Object.hasOwn(maintenanceCatalogue, name);
}
