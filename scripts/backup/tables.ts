import type pg from "pg";
import { OperatorError } from "../processes/operator-error";

export type Table = { name: string; parent: string | null; columns: string[] };

/** What is of no use after a restore: processes that are gone, and sessions that were ended after the backup. */
const LEFT_OUT = ["_prisma_migrations", "workers", "sessions"];

// Partitioned tables hold nothing themselves; each of their weeks is a table of its own. A week that belongs to none any more
// is no part of the product: it is on its way out, or an operator detached it, who has to keep it himself.
const TABLES = `
SELECT c.relname AS name, p.relname AS parent,
  (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
    WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_inherits i ON i.inhrelid = c.oid LEFT JOIN pg_class p ON p.oid = i.inhparent
WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relname <> ALL($1)
  AND (p.oid IS NOT NULL OR c.relname !~ '^(events|deliveries|attempts)_[0-9]{8}$')
ORDER BY c.relname`;

const REFERENCES = `
SELECT r.relname AS name, f.relname AS target
FROM pg_constraint k JOIN pg_class r ON r.oid = k.conrelid JOIN pg_class f ON f.oid = k.confrelid
JOIN pg_namespace n ON n.oid = r.relnamespace
WHERE k.contype = 'f' AND n.nspname = 'public' AND r.relname <> f.relname`;

const SEQUENCES = "SELECT sequencename AS name FROM pg_sequences WHERE schemaname = 'public'";

/**
 * @returns every table that a backup holds, each after those that its foreign keys point at.
 * @throws OperatorError when the database has something that a backup would not carry.
 */
export async function listTables(client: pg.Client): Promise<Table[]> {
  const { rows: sequences } = await client.query<{ name: string }>(SEQUENCES);
  if (sequences.length > 0)
    throw new OperatorError(
      `Backups carry no sequences, and there is ${sequences.map(({ name }) => name).join(", ")}.`,
    );
  const { rows: tables } = await client.query<Table>(TABLES, [LEFT_OUT]);
  const { rows: references } = await client.query<{ name: string; target: string }>(REFERENCES);
  return inOrder(tables, references);
}

function inOrder(tables: readonly Table[], references: readonly { name: string; target: string }[]): Table[] {
  const ordered: Table[] = [];
  let left = [...tables];
  while (left.length > 0) {
    const waiting = new Set(left.map(({ name }) => name));
    const ready = left.filter((table) => !references.some((one) => one.name === table.name && waiting.has(one.target)));
    if (ready.length === 0) throw new OperatorError(`Foreign keys go in a circle: ${[...waiting].join(", ")}.`);
    ordered.push(...ready);
    left = left.filter((table) => !ready.includes(table));
  }
  return ordered;
}

/** Names out of the catalogue or a checked manifest, made safe to stand in a statement. */
export const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const columnList = ({ columns }: Pick<Table, "columns">): string => columns.map(quote).join(", ");

/** Counts a table's rows and sums a hash over all their columns, whatever their order. */
export async function measureTable(client: pg.Client, table: Table): Promise<{ rows: number; checksum: string }> {
  const { rows } = await client.query<{ rows: string; checksum: string }>(
    `SELECT count(*)::text AS rows, coalesce(sum(hashtextextended(ROW(${columnList(table)})::text, 0)::numeric), 0)::text AS checksum
     FROM ONLY ${quote(table.name)}`,
  );
  const [measured] = rows;
  if (measured === undefined) throw new Error(`${table.name} could not be counted.`);
  return { rows: Number(measured.rows), checksum: measured.checksum };
}
