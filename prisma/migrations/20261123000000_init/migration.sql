-- Made by Prisma from prisma/schema, then finished by hand where Prisma has no word for it:
-- the C collation of ids, partitions, checks, functions and storage settings.

-- CreateTable
CREATE TABLE "workspaces" (
    "id" TEXT COLLATE "C" NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "personal" BOOLEAN NOT NULL DEFAULT false,
    "retention_days" INTEGER NOT NULL DEFAULT 30,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "workspaces_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "users" (
    "id" TEXT COLLATE "C" NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT,
    "image" TEXT,
    "password_hash" TEXT,
    "session_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "oauth_accounts" (
    "provider" TEXT NOT NULL,
    "provider_account_id" TEXT COLLATE "C" NOT NULL,
    "user_id" TEXT COLLATE "C" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "oauth_accounts_pkey" PRIMARY KEY ("provider","provider_account_id")
);

-- CreateTable
CREATE TABLE "members" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "user_id" TEXT COLLATE "C" NOT NULL,
    "role" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "members_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitations" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "email" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "invited_by_id" TEXT COLLATE "C",
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "name" TEXT NOT NULL,
    "public_id" TEXT COLLATE "C" NOT NULL,
    "secret_hmac" BYTEA NOT NULL,
    "hint" TEXT NOT NULL,
    "scopes" TEXT[] NOT NULL DEFAULT '{}',
    "created_by_id" TEXT COLLATE "C",
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "last_used_ip" TEXT,

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entries" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT COLLATE "C",
    "actor_name" TEXT,
    "action" TEXT NOT NULL,
    "target_kind" TEXT,
    "target_id" TEXT COLLATE "C",
    "diff" JSONB,
    "ip" TEXT,
    "request_id" TEXT COLLATE "C",
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_keys" (
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "key" TEXT NOT NULL,
    "operation" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "status_code" INTEGER NOT NULL,
    "response" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("workspace_id","key")
);

-- CreateTable
CREATE TABLE "rate_limits" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limits_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "events" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "project_id" TEXT COLLATE "C",
    "type" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "test" BOOLEAN NOT NULL DEFAULT false,
    "idempotency_key" TEXT,
    "request_id" TEXT COLLATE "C",
    "delivery_count" INTEGER NOT NULL DEFAULT 0,
    "skipped" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "events_pkey" PRIMARY KEY ("id")
) PARTITION BY RANGE ("id");

-- CreateTable
CREATE TABLE "deliveries" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "project_id" TEXT COLLATE "C",
    "webhook_id" TEXT COLLATE "C" NOT NULL,
    "event_id" TEXT COLLATE "C" NOT NULL,
    "event_type" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "trigger" TEXT NOT NULL DEFAULT 'event',
    "attempt_count" INTEGER NOT NULL DEFAULT 0,
    "schedule_step" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3),
    "last_attempt_at" TIMESTAMPTZ(3),
    "last_status_code" INTEGER,
    "last_cause" TEXT,
    "last_latency_ms" DOUBLE PRECISION,
    "completed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "deliveries_pkey" PRIMARY KEY ("id")
) PARTITION BY RANGE ("id");

-- CreateTable
CREATE TABLE "attempts" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "delivery_id" TEXT COLLATE "C" NOT NULL,
    "webhook_id" TEXT COLLATE "C" NOT NULL,
    "event_id" TEXT COLLATE "C" NOT NULL,
    "number" INTEGER NOT NULL,
    "trigger" TEXT NOT NULL,
    "actor" TEXT,
    "bulk_job_id" TEXT COLLATE "C",
    "worker_id" TEXT COLLATE "C" NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ok" BOOLEAN NOT NULL,
    "status_code" INTEGER,
    "cause" TEXT,
    "certainty" TEXT,
    "maybe_processed" TEXT,
    "evidence" TEXT[] NOT NULL DEFAULT '{}',
    "error_code" TEXT,
    "url" TEXT NOT NULL,
    "request_headers" TEXT NOT NULL,
    "response_headers" TEXT,
    "response_body" BYTEA,
    "response_bytes" INTEGER,
    "response_truncated" BOOLEAN NOT NULL DEFAULT false,
    "remote_address" TEXT,
    "phases" TEXT NOT NULL,
    "total_ms" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "attempts_pkey" PRIMARY KEY ("id")
) PARTITION BY RANGE ("id");

-- CreateTable
CREATE TABLE "planned_attempts" (
    "delivery_id" TEXT COLLATE "C" NOT NULL,
    "trigger" TEXT NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "webhook_id" TEXT COLLATE "C" NOT NULL,
    "event_id" TEXT COLLATE "C" NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "planned_for" TIMESTAMPTZ(3) NOT NULL,
    "lease" BIGINT,
    "worker_id" TEXT COLLATE "C",
    "crashes" SMALLINT NOT NULL DEFAULT 0,
    "actor" TEXT,
    "bulk_job_id" TEXT COLLATE "C",

    CONSTRAINT "planned_attempts_pkey" PRIMARY KEY ("delivery_id","trigger")
);

-- CreateTable
CREATE TABLE "lanes" (
    "webhook_id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "tokens" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "refilled_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "breaker" TEXT NOT NULL DEFAULT 'closed',
    "consecutive_failures" INTEGER NOT NULL DEFAULT 0,
    "openings" INTEGER NOT NULL DEFAULT 0,
    "probe_at" TIMESTAMPTZ(3),
    "ramp_rate" DOUBLE PRECISION,
    "ramp_step_at" TIMESTAMPTZ(3),

    CONSTRAINT "lanes_pkey" PRIMARY KEY ("webhook_id")
);

-- CreateTable
CREATE TABLE "workers" (
    "id" TEXT COLLATE "C" NOT NULL,
    "hostname" TEXT NOT NULL,
    "pid" INTEGER NOT NULL,
    "version" TEXT NOT NULL,
    "concurrency" INTEGER NOT NULL,
    "in_flight" INTEGER NOT NULL DEFAULT 0,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "heartbeat_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "metrics" JSONB,

    CONSTRAINT "workers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_stats" (
    "webhook_id" TEXT COLLATE "C" NOT NULL,
    "resolution" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "project_id" TEXT COLLATE "C",
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
    "latency" INTEGER[] NOT NULL DEFAULT '{}',
    "codes" JSONB NOT NULL DEFAULT '{}',
    "causes" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "webhook_stats_pkey" PRIMARY KEY ("webhook_id","resolution","at")
);

-- CreateTable
CREATE TABLE "bulk_jobs" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT NOT NULL,
    "filter" JSONB NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'queued',
    "total" INTEGER NOT NULL,
    "processed" INTEGER NOT NULL DEFAULT 0,
    "retried" INTEGER NOT NULL DEFAULT 0,
    "skipped" INTEGER NOT NULL DEFAULT 0,
    "cursor" TEXT,
    "error" TEXT,
    "actor" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "bulk_jobs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "projects" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "projects_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhooks" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "project_id" TEXT COLLATE "C",
    "name" TEXT NOT NULL,
    "description" TEXT,
    "url" TEXT NOT NULL,
    "events" TEXT[] NOT NULL DEFAULT '{}',
    "headers_encrypted" TEXT,
    "timeout_ms" INTEGER NOT NULL DEFAULT 30000,
    "rate_limit" INTEGER,
    "retry_schedule_ms" INTEGER[] NOT NULL DEFAULT '{}',
    "status" TEXT NOT NULL DEFAULT 'active',
    "status_reason" TEXT,
    "status_changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "secret_encrypted" TEXT NOT NULL,
    "previous_secret_encrypted" TEXT,
    "previous_secret_expires_at" TIMESTAMPTZ(3),
    "failing_since" TIMESTAMPTZ(3),
    "warned_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhooks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event_types" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "schema" TEXT,
    "example" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "event_types_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inboxes" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "name" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "behaviour" JSONB NOT NULL,
    "request_count" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "inboxes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inbox_requests" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "inbox_id" TEXT COLLATE "C" NOT NULL,
    "method" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "headers" JSONB NOT NULL,
    "body" BYTEA NOT NULL,
    "body_bytes" INTEGER NOT NULL,
    "body_truncated" BOOLEAN NOT NULL DEFAULT false,
    "signature" JSONB NOT NULL,
    "event_id" TEXT COLLATE "C",
    "delivery_id" TEXT COLLATE "C",
    "attempt_number" INTEGER,
    "answered_status" INTEGER,
    "remote_address" TEXT,
    "duration_ms" DOUBLE PRECISION,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "inbox_requests_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "workspaces_slug_key" ON "workspaces"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE INDEX "oauth_accounts_of_user" ON "oauth_accounts"("user_id");

-- CreateIndex
CREATE INDEX "members_of_user" ON "members"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "members_one_per_user" ON "members"("workspace_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "invitations_token_hash_key" ON "invitations"("token_hash");

-- CreateIndex
CREATE INDEX "invitations_newest_first" ON "invitations"("workspace_id", "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_public_id_key" ON "api_keys"("public_id");

-- CreateIndex
CREATE INDEX "api_keys_newest_first" ON "api_keys"("workspace_id", "id" DESC);

-- CreateIndex
CREATE INDEX "audit_entries_newest_first" ON "audit_entries"("workspace_id", "id" DESC);

-- CreateIndex
CREATE INDEX "audit_entries_of_target" ON "audit_entries"("workspace_id", "target_id", "id" DESC);

-- CreateIndex
CREATE INDEX "idempotency_keys_expiring" ON "idempotency_keys"("created_at");

-- CreateIndex
CREATE INDEX "rate_limits_expiring" ON "rate_limits"("expire");

-- CreateIndex
CREATE INDEX "events_newest_first" ON "events"("workspace_id", "id" DESC);

-- CreateIndex
CREATE INDEX "events_of_type" ON "events"("workspace_id", "type", "id" DESC);

-- CreateIndex
CREATE INDEX "deliveries_newest_first" ON "deliveries"("workspace_id", "id" DESC);

-- CreateIndex
CREATE INDEX "deliveries_of_webhook" ON "deliveries"("webhook_id", "id" DESC);

-- CreateIndex
CREATE INDEX "deliveries_of_event" ON "deliveries"("event_id");

-- CreateIndex
CREATE INDEX "attempts_of_delivery" ON "attempts"("delivery_id", "number");

-- CreateIndex
CREATE INDEX "planned_attempts_due_of_webhook" ON "planned_attempts"("webhook_id", "due_at");

-- CreateIndex
CREATE INDEX "webhook_stats_of_workspace" ON "webhook_stats"("workspace_id", "at");

-- CreateIndex
CREATE INDEX "bulk_jobs_newest_first" ON "bulk_jobs"("workspace_id", "id" DESC);

-- CreateIndex
CREATE INDEX "projects_newest_first" ON "projects"("workspace_id", "id" DESC);

-- CreateIndex
CREATE INDEX "webhooks_newest_first" ON "webhooks"("workspace_id", "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "event_types_by_name" ON "event_types"("workspace_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "inboxes_token_key" ON "inboxes"("token");

-- CreateIndex
CREATE INDEX "inboxes_newest_first" ON "inboxes"("workspace_id", "id" DESC);

-- CreateIndex
CREATE INDEX "inbox_requests_newest_first" ON "inbox_requests"("inbox_id", "id" DESC);

-- AddForeignKey
ALTER TABLE "oauth_accounts" ADD CONSTRAINT "oauth_accounts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "members" ADD CONSTRAINT "members_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "members" ADD CONSTRAINT "members_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lanes" ADD CONSTRAINT "lanes_webhook_id_fkey" FOREIGN KEY ("webhook_id") REFERENCES "webhooks"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "projects" ADD CONSTRAINT "projects_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event_types" ADD CONSTRAINT "event_types_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inboxes" ADD CONSTRAINT "inboxes_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inbox_requests" ADD CONSTRAINT "inbox_requests_inbox_id_fkey" FOREIGN KEY ("inbox_id") REFERENCES "inboxes"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand from here on.

ALTER TABLE "members" ADD CONSTRAINT "members_role" CHECK ("role" IN ('owner', 'admin', 'developer', 'viewer'));
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_role" CHECK ("role" IN ('owner', 'admin', 'developer', 'viewer'));
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_status" CHECK ("status" IN ('active', 'paused', 'disabled'));
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_status" CHECK ("status" IN ('pending', 'retrying', 'delivered', 'failed', 'cancelled'));
ALTER TABLE "planned_attempts" ADD CONSTRAINT "planned_attempts_trigger" CHECK ("trigger" IN ('schedule', 'manual'));
ALTER TABLE "lanes" ADD CONSTRAINT "lanes_breaker" CHECK ("breaker" IN ('closed', 'open', 'half_open'));
ALTER TABLE "webhook_stats" ADD CONSTRAINT "webhook_stats_resolution" CHECK ("resolution" IN ('minute', 'hour', 'day'));
ALTER TABLE "bulk_jobs" ADD CONSTRAINT "bulk_jobs_status" CHECK ("status" IN ('queued', 'running', 'done', 'cancelled', 'failed'));

-- "Retry all failed" and the failed filter must not walk through what was delivered.
CREATE INDEX "deliveries_failed" ON "deliveries" ("workspace_id", "id" DESC) WHERE "status" = 'failed';

-- What workers died with is looked for every two seconds and hardly ever there.
CREATE INDEX "planned_attempts_suspects" ON "planned_attempts" ("due_at") WHERE "crashes" >= 2;

-- Rows that are rewritten all the time: room for in-place updates, early vacuum.
ALTER TABLE "planned_attempts" SET (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
ALTER TABLE "lanes" SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02);
ALTER TABLE "webhook_stats" SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02);

-- The smallest TypeID suffix of an instant: 48 bits of milliseconds are its first ten base32 characters.
CREATE FUNCTION typeid_floor(prefix text, instant timestamptz) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  rest bigint := floor(extract(epoch FROM instant) * 1000);
  suffix text := '';
BEGIN
  FOR position IN 1..10 LOOP
    suffix := substr('0123456789abcdefghjkmnpqrstvwxyz', (rest & 31)::int + 1, 1) || suffix;
    rest := rest >> 5;
  END LOOP;
  RETURN prefix || '_' || suffix || repeat('0', 16);
END $$;

-- Creates the weekly partitions of events, deliveries and attempts that cover the span; those there already stay.
-- Returns how many it created. Safe to call from several processes at once.
CREATE FUNCTION ensure_partitions(span_start timestamptz, span_end timestamptz) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
  week timestamptz := date_trunc('week', span_start AT TIME ZONE 'UTC') AT TIME ZONE 'UTC';
  made integer := 0;
  parent text;
  prefix text;
  child text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('posthorn.partitions'));
  WHILE week <= span_end LOOP
    FOR parent, prefix IN VALUES ('events', 'evt'), ('deliveries', 'dlv'), ('attempts', 'att') LOOP
      child := parent || '_' || to_char(week AT TIME ZONE 'UTC', 'YYYYMMDD');
      IF to_regclass(child) IS NULL THEN
        EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)',
          child, parent, typeid_floor(prefix, week), typeid_floor(prefix, week + interval '7 days'));
        EXECUTE format('ALTER TABLE %I SET (fillfactor = 85, autovacuum_vacuum_insert_scale_factor = 0.05)', child);
        made := made + 1;
      END IF;
    END LOOP;
    week := week + interval '7 days';
  END LOOP;
  RETURN made;
END $$;

SELECT ensure_partitions(now() - interval '7 days', now() + interval '28 days');

-- Sums of histograms: element by element, the shorter one padded with zeros.
CREATE FUNCTION add_counts(a integer[], b integer[]) RETURNS integer[]
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN coalesce(cardinality(a), 0) = 0 THEN coalesce(b, '{}')
    WHEN coalesce(cardinality(b), 0) = 0 THEN a
    ELSE (SELECT array_agg(coalesce(x, 0) + coalesce(y, 0) ORDER BY n) FROM unnest(a, b) WITH ORDINALITY AS u(x, y, n))
  END
$$;
CREATE AGGREGATE sum_counts(integer[]) (SFUNC = add_counts, STYPE = integer[], INITCOND = '{}');

-- Sums of { key: count } objects.
CREATE FUNCTION add_tallies(a jsonb, b jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN a = '{}' THEN b
    WHEN b = '{}' THEN a
    ELSE (SELECT jsonb_object_agg(key, n) FROM (
      SELECT key, sum(value::bigint) AS n FROM (SELECT * FROM jsonb_each_text(a) UNION ALL SELECT * FROM jsonb_each_text(b)) AS both_sides GROUP BY key
    ) AS summed)
  END
$$;
CREATE AGGREGATE sum_tallies(jsonb) (SFUNC = add_tallies, STYPE = jsonb, INITCOND = '{}');

-- What happened stays on the record.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is append-only';
END $$;
CREATE TRIGGER "audit_entries_append_only" BEFORE UPDATE OR DELETE ON "audit_entries"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
