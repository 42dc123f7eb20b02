-- By hand.

-- Events that come in are counted in a row apart from the minute's: an ingest holds its counters until its commit, and whoever
-- records an attempt of the same webhook would wait for it. Both are added up by whoever reads, and a minute later they are one.
ALTER TABLE "webhook_stats" DROP CONSTRAINT "webhook_stats_resolution";
-- old processes: write nothing that this forbids, and add up whatever resolutions there are.
ALTER TABLE "webhook_stats" ADD CONSTRAINT "webhook_stats_resolution" CHECK ("resolution" IN ('arrival', 'minute', 'hour', 'day')) NOT VALID;

-- What is to be folded is looked for every minute.
CREATE INDEX "webhook_stats_to_fold" ON "webhook_stats"("resolution", "at");
