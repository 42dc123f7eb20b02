import type { Sql } from "./db";
import type { Encryption } from "./encryption";

/** Everything that is kept encrypted, and what each ciphertext is bound to. A test holds this against the database. */
const SEALED = [
  { table: "webhooks", rowId: "id", columns: ["secret_encrypted", "previous_secret_encrypted", "headers_encrypted"] },
  // Answers of ingest stand here in the clear: they hold nothing but ids.
  { table: "idempotency_keys", rowId: "key", columns: ["response"] },
] as const;

const SEALED_TEXT = "^[A-Za-z0-9_-]+[.][A-Za-z0-9_-]{16}[.][A-Za-z0-9_-]+$";
const PAGE_ROWS = 500;

export type Resealed = {
  table: string;
  column: string;
  /** Ciphertexts that now are of the newest key and were not before. */
  resealed: number;
  /** Rows that changed meanwhile: whoever wrote them knows an old ring, or wrote with the newest key anyway. */
  missed: number;
  /** Row and reason of what could not be opened, ten at most. */
  unreadable: string[];
};

type Row = { workspaceId: string; rowId: string; sealed: string };
type Fresh = Row & { fresh: string };

/**
 * Encrypts with the newest key of the ring what an older one encrypted. Safe while everything runs: a ciphertext is
 * replaced only if it is still the one that was read. Safe to repeat, and to break off.
 * @param report is told after each page.
 */
export async function resealAll(
  { sql, encryption }: { sql: Sql; encryption: Encryption },
  report: (done: Resealed) => void = () => undefined,
): Promise<Resealed[]> {
  const all: Resealed[] = [];
  for (const { table, rowId, columns } of SEALED)
    for (const column of columns) {
      const done: Resealed = { table, column, resealed: 0, missed: 0, unreadable: [] };
      let after: [string, string] | undefined = ["", ""];
      while (after !== undefined) {
        const rows: Row[] = await sql<Row>(findOld(table, rowId, column), [encryption.currentKeyId, ...after]);
        const fresh = rows.flatMap((row) => resealRow(encryption, table, row, done));
        const changed = await sql(replace(table, rowId, column), columnsOf(fresh));
        done.resealed += changed.length;
        done.missed += fresh.length - changed.length;
        const last = rows.at(-1);
        after = rows.length < PAGE_ROWS || last === undefined ? undefined : [last.workspaceId, last.rowId];
        report(done);
      }
      all.push(done);
    }
  return all;
}

/** @returns how many ciphertexts each key of the database made, by the key's id. */
export async function countByKey(sql: Sql): Promise<Record<string, number>> {
  const parts = SEALED.flatMap(({ table, columns }) =>
    columns.map((column) => `SELECT ${column} AS sealed FROM ${table} WHERE ${column} ~ '${SEALED_TEXT}'`),
  );
  const rows = await sql<{ id: string; count: number }>(
    `SELECT split_part(sealed, '.', 1) AS id, count(*)::int AS count FROM (${parts.join(" UNION ALL ")}) s GROUP BY 1`,
  );
  return Object.fromEntries(rows.map(({ id, count }) => [id, count]));
}

const findOld = (table: string, rowId: string, column: string) => `
  SELECT workspace_id AS "workspaceId", ${rowId} AS "rowId", ${column} AS sealed FROM ${table}
  WHERE ${column} ~ '${SEALED_TEXT}' AND split_part(${column}, '.', 1) <> $1 AND (workspace_id, ${rowId}) > ($2, $3)
  ORDER BY workspace_id, ${rowId} LIMIT ${PAGE_ROWS}`;

// Neither `updated_at` nor the audit log: nothing that anybody sees has changed.
const replace = (table: string, rowId: string, column: string) => `
  UPDATE ${table} AS row SET ${column} = fresh.sealed
  FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS fresh (workspace_id, row_id, old, sealed)
  WHERE row.workspace_id = fresh.workspace_id AND row.${rowId} = fresh.row_id AND row.${column} = fresh.old
  RETURNING 1`;

function columnsOf(rows: readonly Fresh[]): string[][] {
  return [
    rows.map(({ workspaceId }) => workspaceId),
    rows.map(({ rowId }) => rowId),
    rows.map(({ sealed }) => sealed),
    rows.map(({ fresh }) => fresh),
  ];
}

function resealRow(encryption: Encryption, table: string, row: Row, done: Resealed): Fresh[] {
  const { workspaceId, rowId, sealed } = row;
  const context = { workspaceId, table, rowId };
  try {
    return [{ ...row, fresh: encryption.encrypt(encryption.decrypt(sealed, context), context) }];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (done.unreadable.length < 10) done.unreadable.push(`${rowId}: ${reason}`);
    return [];
  }
}
