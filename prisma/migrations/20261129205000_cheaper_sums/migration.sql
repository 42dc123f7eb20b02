-- By hand.

-- The same sums for half the price: a recording adds to a row for each webhook it is about, and these took most of its time.
CREATE OR REPLACE FUNCTION add_counts(a integer[], b integer[]) RETURNS integer[]
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  missing integer := coalesce(cardinality(b), 0) - coalesce(cardinality(a), 0);
BEGIN
  a := coalesce(a, '{}');
  IF missing > 0 THEN
    a := a || array_fill(0, ARRAY[missing]);
  END IF;
  FOR n IN 1..coalesce(cardinality(b), 0) LOOP
    IF b[n] <> 0 THEN
      a[n] := a[n] + b[n];
    END IF;
  END LOOP;
  RETURN a;
END $$;

CREATE OR REPLACE FUNCTION add_tallies(a jsonb, b jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN a = '{}' THEN b
    WHEN b = '{}' THEN a
    ELSE a || (SELECT jsonb_object_agg(key, value::bigint + coalesce((a ->> key)::bigint, 0)) FROM jsonb_each_text(b))
  END
$$;
