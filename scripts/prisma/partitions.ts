import pg from "pg";

/** @returns `schema.table` of each partition, which Prisma must leave alone: a job makes and drops them, no migration does. */
export async function findPartitions(databaseUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(`
      SELECT n.nspname || '.' || c.relname AS name
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relispartition AND c.relkind = 'r'`);
    return rows.map((row) => row.name);
  } finally {
    await client.end();
  }
}
