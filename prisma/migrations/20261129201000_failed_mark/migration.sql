-- By hand.

-- An index that asks for the status keeps every change of it from staying within its page (a HOT update): each attempt wrote its
-- delivery's entry into all indexes anew. `failed` says the same as status = 'failed', but only changes when a delivery fails.
ALTER TABLE "deliveries" ADD COLUMN IF NOT EXISTS "failed" BOOLEAN NOT NULL DEFAULT false;

-- After the change, because a trigger before it locks every row once more. It fires for the few that fail, or do no longer.
CREATE FUNCTION mark_failed() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  UPDATE deliveries SET failed = (status = 'failed') WHERE id = NEW.id;
  RETURN NULL;
END $$;

-- old processes: change the status as they always did, and what follows from it is done for them.
CREATE TRIGGER "deliveries_mark_failed" AFTER INSERT OR UPDATE OF "status" ON "deliveries"
FOR EACH ROW WHEN ((NEW.status = 'failed') <> NEW.failed) EXECUTE FUNCTION mark_failed();

-- A page of deliveries keeps room for the second version of each of its rows; events and attempts are never changed.
CREATE OR REPLACE FUNCTION ensure_partitions(span_start timestamptz, span_end timestamptz) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
  week timestamptz := date_trunc('week', span_start AT TIME ZONE 'UTC') AT TIME ZONE 'UTC';
  made integer := 0;
  parent text;
  prefix text;
  fill integer;
  child text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('posthorn.partitions'));
  WHILE week <= span_end LOOP
    FOR parent, prefix, fill IN VALUES ('events', 'evt', 100), ('deliveries', 'dlv', 50), ('attempts', 'att', 100) LOOP
      child := parent || '_' || to_char(week AT TIME ZONE 'UTC', 'YYYYMMDD');
      IF to_regclass(child) IS NULL THEN
        EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL) WITH (fillfactor = %s, autovacuum_vacuum_insert_scale_factor = 0.05)',
          child, parent, fill);
        EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
          parent, child, typeid_floor(prefix, week), typeid_floor(prefix, week + interval '7 days'));
        made := made + 1;
      END IF;
    END LOOP;
    week := week + interval '7 days';
  END LOOP;
  RETURN made;
END $$;

DO $$
DECLARE
  child regclass;
BEGIN
  FOR child IN SELECT inhrelid FROM pg_inherits WHERE inhparent = '"deliveries"'::regclass LOOP
    EXECUTE format('ALTER TABLE %s SET (fillfactor = 50)', child);
  END LOOP;
END $$;
