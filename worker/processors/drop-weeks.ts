import { type Database, sqlOn, sqlStateOf } from "@/lib/platform/db";

const TRIES = 3;
const WAIT_MS = 3_000;
// SQLSTATE: the lock was not to be had in time; the statement took too long.
const HELD_UP = ["55P03", "57014"];

type Table = { name: string; parent: string };

/** Of a table on its way out, once its detachment has begun: one that an operator detached to keep it is left alone. */
const MARK = "past its retention, to be dropped";

// The suffix of a partition is its Monday. It goes when the longest retention has passed for its last moment and nothing
// in it is open; what began to go goes. Deliveries before events: nobody is to see one without its event.
const TABLES = `
WITH tables AS (
  SELECT c.relname AS name, left(c.relname, -9) AS parent, i.inhrelid IS NOT NULL AS is_attached,
    (i.inhrelid IS NULL OR i.inhdetachpending) AND obj_description(c.oid, 'pg_class') IS NOT DISTINCT FROM '${MARK}' AS is_leaving,
    to_date(right(c.relname, 8), 'YYYYMMDD')::timestamp AT TIME ZONE 'UTC' + interval '7 days' AS ends
  FROM pg_class c LEFT JOIN pg_inherits i ON i.inhrelid = c.oid
  WHERE c.relkind = 'r' AND c.relname ~ '^(events|deliveries|attempts)_[0-9]{8}$'
)
SELECT name, parent FROM tables
WHERE is_leaving
  OR (is_attached AND ends < now() - make_interval(days => coalesce((SELECT max(retention_days) FROM workspaces), 30))
    AND NOT EXISTS (SELECT 1 FROM planned_attempts p WHERE p.delivery_id < typeid_floor('dlv', ends) OR p.event_id < typeid_floor('evt', ends)))
ORDER BY is_leaving DESC, ends, array_position(ARRAY['deliveries', 'attempts', 'events'], parent)`;

// A detachment that was broken off has to be finished before another partition of that table can go.
const PARTITION = `SELECT inhdetachpending AS "isLeaving" FROM pg_inherits WHERE inhrelid = to_regclass($1)`;

/**
 * Drops the weeks whose retention has passed, and keeps nobody waiting: a partition is detached CONCURRENTLY, which
 * waits for readers of the table without a lock that others would queue behind, and is dropped when it stands alone.
 * Where somebody reads for longer than some seconds, the rest is left to the next run.
 * @returns the tables that are gone, and whether some are left.
 */
export async function dropWeeks(
  database: Database,
  signal: AbortSignal,
): Promise<{ dropped: string[]; isHeldUp: boolean }> {
  const client = await database.pool.connect();
  // Between two statements a connection that breaks says so by an event; the next statement fails of it.
  client.on("error", () => undefined);
  const sql = sqlOn(client);
  const dropped: string[] = [];
  try {
    const [lock] = await sql("SELECT pg_try_advisory_lock(hashtext('posthorn.retention')) AS mine");
    if (lock?.mine !== true) return { dropped, isHeldUp: false };
    await sql(`SET lock_timeout = ${WAIT_MS}`);
    for (const table of await sql<Table>(TABLES)) {
      if (signal.aborted) break;
      if (!(await drop(table))) return { dropped, isHeldUp: true };
      dropped.push(table.name);
    }
    return { dropped, isHeldUp: false };
  } finally {
    // Closed: the setting and the lock end with it.
    client.release(true);
  }

  async function drop({ name, parent }: Table): Promise<boolean> {
    for (let tries = 0; tries < TRIES && !signal.aborted; tries += 1)
      try {
        await sql(`COMMENT ON TABLE ${name} IS '${MARK}'`);
        const [partition] = await sql<{ isLeaving: boolean }>(PARTITION, [name]);
        if (partition !== undefined)
          await sql(
            `ALTER TABLE ${parent} DETACH PARTITION ${name} ${partition.isLeaving ? "FINALIZE" : "CONCURRENTLY"}`,
          );
        await sql(`DROP TABLE ${name}`);
        return true;
      } catch (error) {
        if (!HELD_UP.includes(sqlStateOf(error) ?? "")) throw error;
      }
    return false;
  }
}
