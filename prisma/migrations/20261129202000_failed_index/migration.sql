-- By hand.

-- What failed before there was a mark for it.
-- old processes: do not read the mark, and may change these rows as they always did.
UPDATE "deliveries" SET "failed" = true WHERE "status" = 'failed' AND NOT "failed";

CREATE INDEX IF NOT EXISTS "deliveries_marked_failed" ON "deliveries" ("workspace_id", "id" DESC) WHERE "failed";

-- old processes: find what failed among a bounded number of rows, more slowly, until they are replaced.
DROP INDEX "deliveries_failed";
