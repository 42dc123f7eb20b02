-- By hand.

-- What failed before there was a mark for it.
-- old processes: do not read the mark, and may change these rows as they always did.
UPDATE "deliveries" SET "failed" = true WHERE "status" = 'failed' AND NOT "failed";
