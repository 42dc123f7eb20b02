-- By hand.

-- The hours of all webhooks of a workspace added up, by project: its overview reads an hour as one row, however many webhooks it has.
CREATE TABLE "workspace_stats" (
    "workspace_id" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "resolution" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "created" INTEGER NOT NULL DEFAULT 0,
    "delivered" INTEGER NOT NULL DEFAULT 0,
    "retried" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "cancelled" INTEGER NOT NULL DEFAULT 0,
    "retrying" INTEGER NOT NULL DEFAULT 0,
    "first_attempts" INTEGER NOT NULL DEFAULT 0,
    "first_attempts_ok" INTEGER NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "attempts_ok" INTEGER NOT NULL DEFAULT 0,
    "latency_sum_ms" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "latency" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "codes" JSONB NOT NULL DEFAULT '{}',
    "causes" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "workspace_stats_pkey" PRIMARY KEY ("workspace_id", "at", "resolution", "project_id")
);
CREATE INDEX "workspace_stats_to_fold" ON "workspace_stats"("resolution", "at");
ALTER TABLE "workspace_stats" ADD CONSTRAINT "workspace_stats_resolution" CHECK ("resolution" IN ('hour', 'day'));

-- Sums of histograms and of { key: count } objects.
CREATE AGGREGATE total_counts(integer[]) (SFUNC = add_counts, STYPE = integer[], INITCOND = '{}');
CREATE AGGREGATE total_tallies(jsonb) (SFUNC = add_tallies, STYPE = jsonb, INITCOND = '{}');

-- What there is by now. Nobody folds meanwhile; who records, accepts or reads goes on.
LOCK TABLE "webhook_stat_details" IN SHARE ROW EXCLUSIVE MODE;
INSERT INTO "workspace_stats" (workspace_id, project_id, resolution, at, created, delivered, retried, failed, cancelled, retrying, first_attempts, first_attempts_ok, attempts, attempts_ok, latency_sum_ms, latency, codes, causes)
SELECT workspace_id, coalesce(project_id, ''), resolution, at,
  sum(created), sum(delivered), sum(retried), sum(failed), sum(cancelled), sum(retrying), sum(first_attempts), sum(first_attempts_ok), sum(attempts), sum(attempts_ok), sum(latency_sum_ms),
  total_counts(latency), total_tallies(codes), total_tallies(causes)
FROM (
  SELECT * FROM "webhook_stats" WHERE resolution = 'hour' OR resolution = 'day' AND at < date_trunc('day', now() - interval '60 days', 'UTC')
  UNION ALL
  SELECT * FROM "webhook_stat_details" WHERE resolution = 'hour' AND at >= date_trunc('day', now() - interval '60 days', 'UTC')
) AS kept
GROUP BY 1, 2, 3, 4;

-- old processes: fold hours without telling their workspace's row. Folding is all that they use these for: it fails, whole, and is done by others.
DROP AGGREGATE sum_counts(integer[]);
-- old processes: fold no more, as is said above.
DROP AGGREGATE sum_tallies(jsonb);
