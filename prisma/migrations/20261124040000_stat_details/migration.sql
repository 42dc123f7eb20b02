-- By hand.

-- Finished hours and days are added up early, so that a month is read in days; the minutes and hours they were made of are kept here for
-- as long as somebody may look that closely. A table apart, since processes of before add up whatever stands in webhook_stats.
CREATE TABLE "webhook_stat_details" (LIKE "webhook_stats" INCLUDING ALL);
