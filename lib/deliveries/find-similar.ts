import { DAY_MS, HOUR_MS } from "@/lib/core/clock";
import { idFloor } from "@/lib/core/ids";
import type { Sql } from "@/lib/platform/db";
import type { Delivery, DeliveryDetail } from "./schemas";

/** What bounds the time of it: a busy endpoint has more deliveries in a day than anybody wants counted for a sentence. */
const LOOKED_AT_MAX = 1_000;
const SPAN_MS = DAY_MS;
/** From here on it is a pattern. */
const PATTERN_MIN = 3;
const BEFORE_MS = HOUR_MS;

type Counts = {
  same: number;
  since: Date | null;
  failingTypes: number;
  otherTypesOk: number;
  lastOkAt: Date | null;
  isFull: boolean;
};
type Change = { action: string; fields: string[]; createdAt: Date };
type Similar = Pick<DeliveryDetail, "alsoSeen" | "hints">;

/** @returns how often the same cause was seen of late, and what else that tells; for a delivery whose last attempt failed. */
export async function findSimilar(
  sql: Sql,
  workspaceId: string,
  delivery: Delivery & { lastCause: string },
  nowMs: number,
): Promise<Similar> {
  const { id, webhookId, eventType, lastCause } = delivery;
  const [counts] = await sql<Counts>(COUNTS, [
    webhookId,
    workspaceId,
    idFloor("delivery", nowMs - SPAN_MS),
    lastCause,
    id,
    eventType,
  ]);
  const since = counts?.since ?? null;
  const firstAt = since === null || since > new Date(delivery.createdAt) ? new Date(delivery.createdAt) : since;
  const [[change], [neighbours]] = await Promise.all([
    sql<Change>(CHANGE, [workspaceId, webhookId, new Date(firstAt.getTime() - BEFORE_MS), firstAt]),
    sql<{ failing: number; host: string }>(SAME_HOST, [workspaceId, webhookId]),
  ]);
  const hints: Similar["hints"] = [];
  if (change !== undefined) hints.push(hintOfChange(change));
  if (counts !== undefined && counts.same + 1 >= PATTERN_MIN) hints.push(...hintsOfCounts(counts, eventType));
  if (neighbours !== undefined && neighbours.failing > 0) {
    const { failing, host } = neighbours;
    const others =
      failing === 1 ? "Another endpoint on this host is failing" : `${failing} other endpoints are failing`;
    hints.push({ kind: "same_host", text: `${others} too (${host}): the host itself may be the reason.`, at: null });
  }
  if (counts === undefined || since === null) return { alsoSeen: null, hints };
  return { alsoSeen: { count: counts.same, since: since.toISOString(), isComplete: !counts.isFull }, hints };
}

function hintsOfCounts(counts: Counts, eventType: string): Similar["hints"] {
  const { since, failingTypes, otherTypesOk, lastOkAt } = counts;
  if (failingTypes === 1 && otherTypesOk >= PATTERN_MIN) {
    const text = `Only ${eventType} fails like this; other event types come through. Look at how this type is handled.`;
    return [{ kind: "one_type", text, at: null }];
  }
  if (since !== null && (lastOkAt === null || lastOkAt < since))
    return [{ kind: "outage", text: "Nothing has come through to this endpoint since.", at: since.toISOString() }];
  return [];
}

function hintOfChange({ action, fields, createdAt }: Change): Similar["hints"][number] {
  const at = createdAt.toISOString();
  if (action === "webhook.secret_rotated")
    return {
      kind: "config_change",
      text: "It began within the hour after the secret of this endpoint was rotated.",
      at,
    };
  const names = fields.map((field) => FIELD_NAMES[field] ?? field).join(", ");
  return { kind: "config_change", text: `It began within the hour after this endpoint was changed: ${names}.`, at };
}

const FIELD_NAMES: Record<string, string> = {
  url: "URL",
  events: "event types",
  headers: "headers",
  timeoutMs: "time limit",
  rateLimit: "rate limit",
};

const COUNTS = `
  WITH recent AS MATERIALIZED (
    SELECT id, event_type, status, last_cause, created_at FROM deliveries
    WHERE webhook_id = $1 AND workspace_id = $2 AND id >= $3 ORDER BY id DESC LIMIT ${LOOKED_AT_MAX}
  )
  SELECT count(*) FILTER (WHERE last_cause = $4 AND id <> $5)::int AS same,
    min(created_at) FILTER (WHERE last_cause = $4 AND id <> $5) AS since,
    count(DISTINCT event_type) FILTER (WHERE last_cause = $4)::int AS "failingTypes",
    count(*) FILTER (WHERE status = 'delivered' AND event_type <> $6)::int AS "otherTypesOk",
    max(created_at) FILTER (WHERE status = 'delivered') AS "lastOkAt",
    count(*) >= ${LOOKED_AT_MAX} AS "isFull"
  FROM recent`;

// Only what can make a receiver fail that did not fail before.
const CHANGE = `
  SELECT action, created_at AS "createdAt",
    ARRAY(SELECT key FROM jsonb_object_keys(coalesce(diff, '{}')) AS k(key)
      WHERE key IN ('${Object.keys(FIELD_NAMES).join("', '")}') ORDER BY key) AS fields
  FROM audit_entries
  WHERE workspace_id = $1 AND target_id = $2 AND created_at >= $3 AND created_at < $4
    AND (action = 'webhook.secret_rotated'
      OR action = 'webhook.updated' AND diff ?| ARRAY['${Object.keys(FIELD_NAMES).join("', '")}'])
  ORDER BY id DESC LIMIT 1`;

const HOST = "lower(substring(url from '^https?://([^/?#]+)'))";
const SAME_HOST = `
  WITH own AS (SELECT ${HOST} AS host FROM webhooks WHERE id = $2)
  SELECT count(*)::int AS failing, max(own.host) AS host FROM webhooks w, own
  WHERE w.workspace_id = $1 AND w.id <> $2 AND w.deleted_at IS NULL AND w.failing_since IS NOT NULL
    AND ${HOST.replace("url", "w.url")} = own.host`;
