import type { Cause } from "@/lib/egress";
import type { Database } from "@/lib/platform/db";
import type { AttemptTrigger } from "./claimed-delivery";
import { endDeliveries, type EndedDelivery } from "./end-deliveries";
import { CRASHES_MAX } from "./settings";

const BATCH = 500;

/** Which planned attempts are given up: the rest of a query over `planned_attempts p`, and its parameters. */
type Selection = { where: string; values: unknown[] };

async function endSelected(
  database: Database,
  { where, values }: Selection,
  end: { state: "failed" | "cancelled"; cause: Cause },
): Promise<EndedDelivery[]> {
  return database.transaction(async (sql) => {
    const removed = await sql<{ delivery_id: string }>(
      `DELETE FROM planned_attempts WHERE ctid = ANY(ARRAY(
        SELECT p.ctid FROM planned_attempts p WHERE ${where} LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)) RETURNING delivery_id`,
      values,
    );
    const deliveryIds = [...new Set(removed.map((row) => row.delivery_id))];
    return endDeliveries(sql, deliveryIds, end);
  });
}

const NOT_HELD = "(p.lease IS NULL OR p.due_at <= now())";

/**
 * What is open for a webhook that takes no more deliveries ends here: failed while it is disabled, so that it can be
 * recovered; cancelled when it was deleted. Up to 500 at a time; those in flight come later.
 */
export function endOfWebhook(database: Database, webhookId: string, why: "disabled" | "deleted") {
  const end = { state: why === "deleted" ? "cancelled" : "failed", cause: "endpoint_disabled" } as const;
  return endSelected(database, { where: `p.webhook_id = $1 AND ${NOT_HELD}`, values: [webhookId] }, end);
}

/** Gives up what workers died with three times. */
export function endQuarantined(database: Database) {
  const where = `p.crashes >= ${CRASHES_MAX} AND ${NOT_HELD}`;
  return endSelected(database, { where, values: [] }, { state: "failed", cause: "quarantined" });
}

/** Gives up what is still open although its workspace keeps nothing so old. */
export function endExpired(database: Database) {
  const where = `${NOT_HELD} AND p.delivery_id < (SELECT typeid_floor('dlv', now() - make_interval(days => w.retention_days))
    FROM workspaces w WHERE w.id = p.workspace_id)`;
  return endSelected(database, { where, values: [] }, { state: "failed", cause: "payload_expired" });
}

/** Removes claimed attempts that cannot be sent because the payload is gone or the delivery ended meanwhile. */
export function endUnsendable(
  database: Database,
  workerId: string,
  attempts: readonly { deliveryId: string; trigger: AttemptTrigger; lease: number }[],
) {
  const where = `p.worker_id = $1 AND (p.delivery_id, p.trigger, p.lease) IN
    (SELECT * FROM unnest($2::text[], $3::text[], $4::bigint[]))`;
  const values = [
    workerId,
    attempts.map(({ deliveryId }) => deliveryId),
    attempts.map(({ trigger }) => trigger),
    attempts.map(({ lease }) => lease),
  ];
  return endSelected(database, { where, values }, { state: "failed", cause: "payload_expired" });
}
