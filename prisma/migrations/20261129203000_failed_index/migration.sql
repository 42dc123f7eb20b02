-- By hand. A migration of its own, like the next: with another lock on the same table before or after this one it could wait for a
-- worker that waits for it.
CREATE INDEX IF NOT EXISTS "deliveries_marked_failed" ON "deliveries" ("workspace_id", "id" DESC) WHERE "failed";
