-- By hand.

-- What is not folded yet is added to the hours of a workspace by whoever reads them: some twenty minutes of each webhook, beside hours and days.
CREATE INDEX "webhook_stats_unfolded" ON "webhook_stats"("workspace_id", "at") WHERE resolution IN ('arrival', 'minute');
