import type { Database } from "@/lib/platform/db";
import { COUNTED_COLUMNS, COUNTER_COLUMNS } from "./counters";
import { HOURS_KEPT_DAYS, MINUTES_FOLDED_AFTER, MINUTES_KEPT_HOURS } from "./stat-rows";

const SUMMED = [...COUNTER_COLUMNS, "latency_sum_ms"];
const BATCH = 5_000;

const ADD = `${SUMMED.map((name) => `${name} = s.${name} + excluded.${name}`).join(", ")},
  latency = add_counts(s.latency, excluded.latency), codes = add_tallies(s.codes, excluded.codes),
  causes = add_tallies(s.causes, excluded.causes)`;
const SUMS = `${SUMMED.map((name) => `sum(${name})`).join(", ")}, total_counts(latency), total_tallies(codes), total_tallies(causes)`;
const OF_WEBHOOK = `webhook_id, resolution, at, workspace_id, project_id, ${COUNTED_COLUMNS}`;
const OF_WORKSPACE = `workspace_id, project_id, resolution, at, ${COUNTED_COLUMNS}`;
const ADD_TO_WEBHOOK = `ON CONFLICT (webhook_id, resolution, at) DO UPDATE SET ${ADD}`;
const ADD_TO_WORKSPACE = `ON CONFLICT (workspace_id, at, resolution, project_id) DO UPDATE SET ${ADD}`;

const moved = (table: string, from: string, before: string) => `moved AS (
  DELETE FROM ${table} WHERE ctid = ANY(ARRAY(
    SELECT ctid FROM ${table} WHERE resolution = '${from}' AND at < ${before} LIMIT ${BATCH} FOR UPDATE SKIP LOCKED))
  RETURNING *
)`;

/** What was moved, added up. Rows are written in the order of their keys: two that fold at once do not wait for each other in a ring. */
const addedUp = (to: string, of: "webhook" | "workspace") => {
  const at = `date_trunc('${to}', at, 'UTC')`;
  if (of === "webhook")
    return `INSERT INTO webhook_stats AS s (${OF_WEBHOOK})
SELECT webhook_id, '${to}', ${at} AS bucket, min(workspace_id), min(project_id), ${SUMS}
FROM moved GROUP BY webhook_id, bucket ORDER BY webhook_id, bucket ${ADD_TO_WEBHOOK}`;
  return `INSERT INTO workspace_stats AS s (${OF_WORKSPACE})
SELECT workspace_id, coalesce(project_id, '') AS project, '${to}', ${at} AS bucket, ${SUMS}
FROM moved GROUP BY workspace_id, project, bucket ORDER BY workspace_id, bucket, project ${ADD_TO_WORKSPACE}`;
};

// Kept where it can be looked at later.
const KEPT = `kept AS (
  INSERT INTO webhook_stat_details AS s (${OF_WEBHOOK}) SELECT ${OF_WEBHOOK} FROM moved ${ADD_TO_WEBHOOK}
)`;

// Five minutes at a time: an hour's row is written twelve times, and a span that ends now has few minutes to add up.
const FIVE_MINUTES = `date_bin('5 minutes', now() - interval '${MINUTES_FOLDED_AFTER} minutes', 'epoch')`;

// A row goes and its sums arrive in one statement: a reader, who adds up all resolutions, never misses or doubles it.
const STEPS = [
  `WITH ${moved("webhook_stats", "arrival", "date_trunc('minute', now() - interval '1 minute')")} ${addedUp("minute", "webhook")} RETURNING 1`,
  `WITH ${moved("webhook_stats", "minute", FIVE_MINUTES)}, ${KEPT}, together AS (${addedUp("hour", "workspace")})
  ${addedUp("hour", "webhook")} RETURNING 1`,
  `WITH ${moved("webhook_stats", "hour", "date_trunc('day', now() - interval '1 day', 'UTC')")}, ${KEPT} ${addedUp("day", "webhook")} RETURNING 1`,
  `WITH ${moved("workspace_stats", "hour", `date_trunc('day', now() - interval '${HOURS_KEPT_DAYS} days', 'UTC')`)} ${addedUp("day", "workspace")} RETURNING 1`,
];

const FORGET = `
DELETE FROM webhook_stat_details WHERE resolution = 'minute' AND at < date_trunc('hour', now() - interval '${MINUTES_KEPT_HOURS + 1} hours', 'UTC')
  OR resolution = 'hour' AND at < date_trunc('day', now() - interval '${HOURS_KEPT_DAYS + 1} days', 'UTC')`;

/**
 * Adds counters up as they age: what came in to its minute once that is over, minutes to hours soon after, hours to
 * days after a day. Sums stay what they were, whoever reads them meanwhile: each move is one statement. Minutes can still
 * be told apart for 48 hours, hours for 60 days.
 */
export async function foldStats(database: Pick<Database, "sql">): Promise<void> {
  for (const step of STEPS) while ((await database.sql(step)).length > 0) continue;
  await database.sql(FORGET);
}
