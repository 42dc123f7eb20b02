import { setTimeout as sleep } from "node:timers/promises";
import { type Database, isDatabaseUnavailable } from "@/lib/platform/db";
import type { Logger } from "@/lib/platform/logger";
import { HAND_BACK } from "./claim-statements";
import type { ClaimedDelivery } from "./claimed-delivery";
import { probeNow } from "./probe-now";
import { LEASE_MS } from "./settings";

const AGAIN_MS = 500;

export type GiveBackConfig = {
  database: Database;
  logger: Logger;
  workerId: string;
  /** A worker that stops does not wait for PostgreSQL. */
  isStopping: () => boolean;
};

/**
 * Gives claimed deliveries back unsent: whoever claims next may have them at once. While PostgreSQL is away it is tried
 * again, as long as their leases last: after that they are free without it. Never rejects.
 */
export async function giveBack(config: GiveBackConfig, deliveries: readonly ClaimedDelivery[]): Promise<void> {
  const { database, logger, workerId } = config;
  const values = [
    workerId,
    deliveries.map(({ deliveryId }) => deliveryId),
    deliveries.map(({ trigger }) => trigger),
    deliveries.map(({ lease }) => lease),
  ];
  const probes = deliveries.filter(({ isProbe }) => isProbe).map(({ webhook }) => webhook.id);
  const deadlineMs = performance.now() + LEASE_MS;
  for (;;) {
    try {
      await database.sql(HAND_BACK, values);
      return await probeNow(database.sql, probes);
    } catch (error) {
      if (!isDatabaseUnavailable(error) || config.isStopping() || performance.now() > deadlineMs) {
        logger.warn({ err: error }, "claims could not be given back; they come free when their leases run out");
        return;
      }
      await sleep(AGAIN_MS);
    }
  }
}
