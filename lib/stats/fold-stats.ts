import type { Database } from "@/lib/platform/db";
import { COUNTER_COLUMNS } from "./counters";
import { HOURS_KEPT_DAYS, MINUTES_FOLDED_AFTER, MINUTES_KEPT_HOURS } from "./stat-rows";

const SUMMED = [...COUNTER_COLUMNS, "latency_sum_ms"];
const BATCH = 5_000;

const COLUMNS = `webhook_id, resolution, at, workspace_id, project_id, ${SUMMED.join(", ")}, latency, codes, causes`;
const ADD = `ON CONFLICT (webhook_id, resolution, at) DO UPDATE SET
  ${SUMMED.map((name) => `${name} = s.${name} + excluded.${name}`).join(", ")},
  latency = add_counts(s.latency, excluded.latency), codes = add_tallies(s.codes, excluded.codes),
  causes = add_tallies(s.causes, excluded.causes)`;

type Step = {
  from: "arrival" | "minute" | "hour";
  to: "minute" | "hour" | "day";
  /** SQL of the time that what is moved is older than. */
  before: string;
  /** Whether what it is made of can be looked at later. */
  keepsDetails: boolean;
};

// A row goes and its sums arrive in one statement: a reader, who adds up all resolutions, never misses or doubles it.
const fold = ({ from, to, before, keepsDetails }: Step) => `
WITH moved AS (
  DELETE FROM webhook_stats WHERE ctid = ANY(ARRAY(
    SELECT ctid FROM webhook_stats WHERE resolution = '${from}' AND at < ${before}
    LIMIT ${BATCH} FOR UPDATE SKIP LOCKED))
  RETURNING *
)${keepsDetails ? `, kept AS (INSERT INTO webhook_stat_details AS s (${COLUMNS}) SELECT ${COLUMNS} FROM moved ${ADD})` : ""}
INSERT INTO webhook_stats AS s (${COLUMNS})
SELECT webhook_id, '${to}', date_trunc('${to}', at, 'UTC') AS bucket, min(workspace_id), min(project_id),
  ${SUMMED.map((name) => `sum(${name})`).join(", ")}, sum_counts(latency), sum_tallies(codes), sum_tallies(causes)
FROM moved GROUP BY webhook_id, bucket ORDER BY webhook_id, bucket
${ADD}
RETURNING 1`;

// Five minutes at a time: an hour's row is written twelve times, and a span that ends now has few minutes to add up.
const FIVE_MINUTES = `date_bin('5 minutes', now() - interval '${MINUTES_FOLDED_AFTER} minutes', 'epoch')`;

const STEPS = [
  fold({
    from: "arrival",
    to: "minute",
    before: "date_trunc('minute', now() - interval '1 minute')",
    keepsDetails: false,
  }),
  fold({ from: "minute", to: "hour", before: FIVE_MINUTES, keepsDetails: true }),
  fold({ from: "hour", to: "day", before: "date_trunc('day', now() - interval '1 day', 'UTC')", keepsDetails: true }),
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
