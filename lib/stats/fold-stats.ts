import type { Database } from "@/lib/platform/db";
import { COUNTER_COLUMNS } from "./counters";

const SUMMED = [...COUNTER_COLUMNS, "latency_sum_ms"];
const BATCH = 5_000;

// A row goes and its sums arrive in one statement: a reader, who adds up all resolutions, never misses or doubles it.
const fold = (from: "arrival" | "minute" | "hour", to: "minute" | "hour" | "day", olderThan: string) => `
WITH moved AS (
  DELETE FROM webhook_stats WHERE ctid = ANY(ARRAY(
    SELECT ctid FROM webhook_stats WHERE resolution = '${from}' AND at < date_trunc('${to}', now() - interval '${olderThan}', 'UTC')
    LIMIT ${BATCH} FOR UPDATE SKIP LOCKED))
  RETURNING *
)
INSERT INTO webhook_stats AS s (webhook_id, resolution, at, workspace_id, project_id, ${SUMMED.join(", ")}, latency, codes, causes)
SELECT webhook_id, '${to}', date_trunc('${to}', at, 'UTC') AS bucket, min(workspace_id), min(project_id),
  ${SUMMED.map((name) => `sum(${name})`).join(", ")}, sum_counts(latency), sum_tallies(codes), sum_tallies(causes)
FROM moved GROUP BY webhook_id, bucket ORDER BY webhook_id, bucket
ON CONFLICT (webhook_id, resolution, at) DO UPDATE SET
  ${SUMMED.map((name) => `${name} = s.${name} + excluded.${name}`).join(", ")},
  latency = add_counts(s.latency, excluded.latency), codes = add_tallies(s.codes, excluded.codes),
  causes = add_tallies(s.causes, excluded.causes)
RETURNING 1`;

const STEPS = [
  fold("arrival", "minute", "1 minute"),
  fold("minute", "hour", "48 hours"),
  fold("hour", "day", "60 days"),
];

/**
 * Moves counters to a coarser resolution as they age: what came in to its minute once that is over, minutes to hours after
 * 48 hours, hours to days after 60 days.
 * Sums stay what they were, whoever reads them meanwhile: each move is one statement.
 */
export async function foldStats(database: Database): Promise<void> {
  for (const step of STEPS) while ((await database.sql(step)).length > 0) continue;
}
