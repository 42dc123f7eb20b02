-- By hand.

-- Lets one statement record attempts and refuse to, instead of asking first: it fails unless every delivery is as it was claimed.
CREATE FUNCTION require_claimed(released bigint, changed bigint, wanted integer) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF released <> wanted OR changed <> wanted THEN
    RAISE EXCEPTION 'of % deliveries, % are still leased and % are as they were claimed', wanted, released, changed USING ERRCODE = 'PH001';
  END IF;
END $$;
