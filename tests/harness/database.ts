import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { migrateDatabase } from "@/scripts/prisma/migrate";

const TEMPLATE = "posthorn_template";

export type TestDatabase = { url: string; drop: () => Promise<void> };

/** Migrates one database, which every test database is then a copy of. */
export async function createTemplate(postgresUrl: string): Promise<void> {
  await query(postgresUrl, `CREATE DATABASE ${TEMPLATE}`);
  await migrateDatabase(withDatabase(postgresUrl, TEMPLATE));
}

/** @returns an empty, migrated database of the test's own (a copy of the template, some 50 ms). */
export async function createTestDatabase(): Promise<TestDatabase> {
  const postgresUrl = inject("postgresUrl");
  const name = `test_${randomBytes(8).toString("hex")}`;
  await query(postgresUrl, `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
  return {
    url: withDatabase(postgresUrl, name),
    drop: () => query(postgresUrl, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}

/** @returns a database without a single table, for tests of the migrations themselves. */
export async function createEmptyDatabase(postgresUrl = inject("postgresUrl")): Promise<TestDatabase> {
  const name = `empty_${randomBytes(8).toString("hex")}`;
  await query(postgresUrl, `CREATE DATABASE ${name} TEMPLATE template0`);
  return {
    url: withDatabase(postgresUrl, name),
    drop: () => query(postgresUrl, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}

function withDatabase(postgresUrl: string, name: string): string {
  const url = new URL(postgresUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function query(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
