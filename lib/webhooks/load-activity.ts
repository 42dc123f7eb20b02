import type { Context } from "@/lib/access";
import { sqlOf } from "@/lib/platform/db";
import { LAST_DAY_START, statRows } from "@/lib/stats";
import type { Webhook } from "./schemas";

/** What has happened at a webhook lately. */
export type Activity = {
  attempts: number;
  attemptsOk: number;
  consecutiveFailures: number;
  lastDelivery: Webhook["lastDelivery"];
};

type Row = {
  webhook_id: string;
  attempts: number;
  attempts_ok: number;
  consecutive_failures: number;
  id: string | null;
  event_id: string;
  event_type: string;
  status: string;
  last_status_code: number | null;
  last_cause: string | null;
  at: Date;
};

/** Reads it for a whole page of webhooks at once, from counters and one index look-up each. */
export async function loadActivity(ctx: Context, webhookIds: readonly string[]): Promise<Map<string, Activity>> {
  if (webhookIds.length === 0) return new Map();
  const rows = await sqlOf(ctx.db)<Row>(READ, [webhookIds, ctx.workspace.id]);
  return new Map(rows.map((row) => [row.webhook_id, present(row)]));
}

function present(row: Row): Activity {
  const { attempts, attempts_ok: attemptsOk, consecutive_failures: consecutiveFailures } = row;
  const lastDelivery =
    row.id === null
      ? null
      : {
          id: row.id,
          eventId: row.event_id,
          eventType: row.event_type,
          status: row.status,
          statusCode: row.last_status_code,
          cause: row.last_cause,
          at: row.at.toISOString(),
        };
  return { attempts, attemptsOk, consecutiveFailures, lastDelivery };
}

// Asked for in this order, the last delivery is found by the webhook's index alone. By the order of ids it could take a walk
// through all deliveries to the last one of a quiet webhook.
const READ = `
  SELECT w.id AS webhook_id, s.attempts, s.attempts_ok, coalesce(l.consecutive_failures, 0) AS consecutive_failures,
    d.id, d.event_id, d.event_type, d.status, d.last_status_code, d.last_cause, coalesce(d.last_attempt_at, d.created_at) AS at
  FROM unnest($1::text[]) AS w(id)
  LEFT JOIN lanes l ON l.webhook_id = w.id
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(attempts), 0)::int AS attempts, coalesce(sum(attempts_ok), 0)::int AS attempts_ok
    FROM ${statRows(LAST_DAY_START, "now()")} AS stats WHERE webhook_id = w.id
  ) s
  LEFT JOIN LATERAL (
    SELECT * FROM deliveries WHERE webhook_id BETWEEN w.id AND w.id ORDER BY webhook_id, id DESC LIMIT 1
  ) d ON d.workspace_id = $2`;
