import type { Database } from "@/lib/platform/db";
import { IS_HELD } from "./is-held";

// One index probe per webhook with open work, however much of it there is.
const DUE_LANES = `
WITH RECURSIVE open AS (
  (SELECT webhook_id FROM planned_attempts ORDER BY webhook_id LIMIT 1)
  UNION ALL
  SELECT (SELECT p.webhook_id FROM planned_attempts p WHERE p.webhook_id > open.webhook_id ORDER BY p.webhook_id LIMIT 1)
  FROM open WHERE open.webhook_id IS NOT NULL
)
SELECT open.webhook_id FROM open
JOIN webhooks w ON w.id = open.webhook_id LEFT JOIN lanes l ON l.webhook_id = open.webhook_id
WHERE CASE
  WHEN w.deleted_at IS NOT NULL OR w.status = 'disabled' THEN true
  WHEN ${IS_HELD} OR (l.breaker <> 'closed' AND l.probe_at > now()) THEN false
  ELSE EXISTS (SELECT 1 FROM planned_attempts p WHERE p.webhook_id = open.webhook_id AND p.due_at <= now())
END`;

/** @returns the webhooks for which there is something to do now, whoever was or was not rung. */
export async function findDueLanes(database: Database): Promise<string[]> {
  const rows = await database.sql<{ webhook_id: string }>(DUE_LANES);
  return rows.map((row) => row.webhook_id);
}
