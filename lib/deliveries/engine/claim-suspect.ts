import type { Database } from "@/lib/platform/db";
import { bytesOf, type ClaimedRow, claimedDeliveryOf, type LaneRow, webhookOf } from "./claim-rows";
import { CLAIM_SUSPECT, READ_LANE } from "./claim-statements";
import type { Unsendable } from "./claim-lanes";
import type { ClaimedDelivery } from "./claimed-delivery";

export type SuspectClaim = { delivery: ClaimedDelivery | null; unsendable: Unsendable[] };

const NOTHING: SuspectClaim = { delivery: null, unsendable: [] };

/**
 * Claims one delivery that workers died with before. A worker sends only one such at a time: when it dies again, only
 * that one can be to blame.
 */
export function claimSuspect(database: Database, workerId: string, lease: number): Promise<SuspectClaim> {
  return database.transaction<SuspectClaim>(async (sql) => {
    const [row] = await sql<ClaimedRow>(CLAIM_SUSPECT, [lease, workerId]);
    if (row === undefined) return NOTHING;
    const [lane] = await sql<LaneRow>(READ_LANE, [row.webhook_id]);
    if (lane === undefined)
      throw new Error(`A delivery is planned for a webhook that does not exist: ${row.webhook_id}.`);
    const claim = { lease, claimedAtMs: performance.now(), webhook: webhookOf(lane), isProbe: false };
    const [body = null] = bytesOf([row]);
    const delivery = claimedDeliveryOf(row, body, claim);
    return {
      delivery,
      unsendable: delivery === null ? [{ deliveryId: row.delivery_id, trigger: row.trigger, lease }] : [],
    };
  });
}
