import { type Context, requireScope } from "@/lib/access";
import { idTimeMs } from "@/lib/core/ids";
import { sqlOf } from "@/lib/platform/db";
import { type Onboarding, ONBOARDING_STEPS } from "./schemas";

/** Rows that are looked through at either end of a list: the first steps are among the first or the latest things done. */
const LOOKED_AT = 1_000;

type Row = Record<(typeof ONBOARDING_STEPS)[number], boolean> & {
  endpoint_id: string | null;
  endpoint_name: string | null;
  inbox_id: string | null;
  last_delivery_id: string | null;
  unwell_delivery_id: string | null;
};

const READ = `
  WITH retries AS (
    (SELECT action FROM audit_entries WHERE workspace_id = $1 ORDER BY id DESC LIMIT ${LOOKED_AT})
    UNION ALL (SELECT action FROM audit_entries WHERE workspace_id = $1 ORDER BY id LIMIT ${LOOKED_AT})
  ), recent AS (
    SELECT id, status FROM deliveries WHERE workspace_id = $1 ORDER BY id DESC LIMIT ${LOOKED_AT}
  ), endpoint AS (
    SELECT w.id, w.name, i.id AS inbox_id
    FROM (SELECT * FROM webhooks WHERE workspace_id = $1 AND deleted_at IS NULL ORDER BY id DESC LIMIT 50) w
    LEFT JOIN inboxes i ON i.workspace_id = $1 AND w.url LIKE '%/' || i.token || '%'
    ORDER BY i.id IS NULL, w.id DESC LIMIT 1
  )
  SELECT
    EXISTS (SELECT FROM event_types WHERE workspace_id = $1 AND name NOT LIKE 'webhook.%') AS "eventType",
    EXISTS (SELECT FROM endpoint) AS endpoint,
    EXISTS (SELECT FROM events WHERE workspace_id = $1 AND type NOT LIKE 'webhook.%') AS event,
    EXISTS (SELECT FROM webhook_stats WHERE workspace_id = $1 AND delivered > 0) AS delivered,
    EXISTS (SELECT FROM inboxes i JOIN inbox_requests r ON r.inbox_id = i.id
      WHERE i.workspace_id = $1 AND r.signature->>'verdict' = 'valid') AS verified,
    EXISTS (SELECT FROM retries WHERE action = 'delivery.retried')
      OR EXISTS (SELECT FROM bulk_jobs WHERE workspace_id = $1) AS retried,
    EXISTS (SELECT FROM api_keys WHERE workspace_id = $1 AND last_used_at IS NOT NULL) AS "apiKey",
    (SELECT id FROM endpoint) AS endpoint_id, (SELECT name FROM endpoint) AS endpoint_name,
    (SELECT inbox_id FROM endpoint) AS inbox_id,
    (SELECT max(id) FROM recent) AS last_delivery_id,
    (SELECT max(id) FROM recent WHERE status IN ('failed', 'retrying')) AS unwell_delivery_id`;

/** @returns which of the first steps were taken, told from what is there, and what the next ones need. */
export async function getOnboarding(ctx: Context): Promise<Onboarding> {
  requireScope(ctx.actor, "stats:read");
  const [row] = await sqlOf(ctx.db)<Row>(READ, [ctx.workspace.id]);
  if (row === undefined) throw new Error("A query without a table always has one row.");
  const { endpoint_id: id, endpoint_name: name, inbox_id: inboxId, last_delivery_id: lastId } = row;
  return {
    steps: Object.fromEntries(ONBOARDING_STEPS.map((step) => [step, row[step]])) as Onboarding["steps"],
    endpoint: id === null ? null : { id, name: name ?? "", inboxId },
    lastDelivery: lastId === null ? null : { id: lastId, createdAt: new Date(idTimeMs(lastId)) },
    unwellDeliveryId: row.unwell_delivery_id,
  };
}
