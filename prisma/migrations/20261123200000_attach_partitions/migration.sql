-- By hand.

-- As before, but a week is made as a table of its own and then attached. CREATE TABLE … PARTITION OF waits for every reader of
-- the parent, and all that want to write wait behind it: one long dump would have kept every event from being accepted.
CREATE OR REPLACE FUNCTION ensure_partitions(span_start timestamptz, span_end timestamptz) RETURNS integer
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
        EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL) WITH (fillfactor = 85, autovacuum_vacuum_insert_scale_factor = 0.05)',
          child, parent);
        EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
          parent, child, typeid_floor(prefix, week), typeid_floor(prefix, week + interval '7 days'));
        made := made + 1;
      END IF;
    END LOOP;
    week := week + interval '7 days';
  END LOOP;
  RETURN made;
END $$;
