import type { Stage } from "../stage";

type Size = { table: string; part: string; bytes: number };

/**
 * Bytes of each table (with what it keeps out of line) and of each of its indexes; the weeks of a partitioned table added up.
 * BullMQ's own tables, which a queue on PostgreSQL has, count as one.
 */
const SIZES = `
WITH parts AS (
  SELECT c.oid, n.nspname AS schema, coalesce(whole.relname, c.relname) AS name
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_inherits i ON i.inhrelid = c.oid LEFT JOIN pg_class whole ON whole.oid = i.inhparent
  WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema')
)
SELECT CASE schema WHEN 'public' THEN name ELSE schema END AS "table", 'rows' AS part, sum(pg_table_size(oid))::bigint AS bytes
FROM parts GROUP BY 1
UNION ALL
SELECT CASE schema WHEN 'public' THEN name ELSE schema END, CASE schema WHEN 'public' THEN coalesce(whole.relname, own.relname) ELSE 'indexes' END,
  sum(pg_relation_size(own.oid))::bigint
FROM parts JOIN pg_index x ON x.indrelid = parts.oid JOIN pg_class own ON own.oid = x.indexrelid
LEFT JOIN pg_inherits i ON i.inhrelid = own.oid LEFT JOIN pg_class whole ON whole.oid = i.inhparent
GROUP BY 1, 2`;

/** @returns what each table and index has on disk now. */
export function readSizes({ system }: Pick<Stage, "system">): Promise<Size[]> {
  return system.sql<Size>(SIZES);
}

/** @returns by "table, part" how much each grew by. */
export function growthOf(before: readonly Size[], after: readonly Size[]): Map<string, number> {
  const keyOf = ({ table, part }: Size) => `${table}, ${part}`;
  const was = new Map(before.map((size) => [keyOf(size), size.bytes]));
  return new Map(after.map((size) => [keyOf(size), size.bytes - (was.get(keyOf(size)) ?? 0)]));
}
