import { randomBytes } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import { ColumnTypeEnum, type SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import pg from "pg";

const TEXT = 25;
/** "char", a type of the system catalogue that the schema engine reads and PrismaPg refuses. */
const CATALOGUE_CHAR = 18;
/** Which columns of a result were of that type, by its rows, which go through PrismaPg untouched. */
const charColumns = new WeakMap<object, number[]>();

export type AdapterFactory = { factory: SqlMigrationAwareDriverAdapterFactory; close: () => Promise<void> };

/** PrismaPg made fit for the schema engine, which asks more of a driver than the Prisma client does. */
export function adapterFactory(databaseUrl: string): AdapterFactory {
  const pool = cataloguePool(databaseUrl);
  const { provider, adapterName } = new PrismaPg(pool);
  const factory: SqlMigrationAwareDriverAdapterFactory = {
    provider,
    adapterName,
    connect: () => connect(pool),
    connectToShadowDb: () => connectToShadow(pool, databaseUrl),
  };
  return { factory, close: () => pool.end() };
}

/**
 * PrismaPg cuts a script at every semicolon, which breaks function bodies and leaves half a migration
 * behind on failure. Sent whole, PostgreSQL runs it in one implicit transaction, as the native engine does.
 */
async function connect(pool: pg.Pool) {
  const adapter = await new PrismaPg(pool).connect();
  adapter.executeScript = async (script: string) => {
    await adapter.executeRaw({ sql: script, args: [], argTypes: [] });
  };
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query);
    for (const column of charColumns.get(result.rows) ?? []) result.columnTypes[column] = ColumnTypeEnum.Character;
    return result;
  };
  return adapter;
}

/** PrismaPg's own would run in the real database: there the name in the connection string beats that of the shadow. */
async function connectToShadow(pool: pg.Pool, databaseUrl: string) {
  const name = `posthorn_shadow_${randomBytes(8).toString("hex")}`;
  await pool.query(`CREATE DATABASE ${name}`);
  const url = new URL(databaseUrl);
  url.pathname = `/${name}`;
  const shadowPool = cataloguePool(url.href);
  const adapter = await connect(shadowPool);
  adapter.dispose = async () => {
    await shadowPool.end();
    await pool.query(`DROP DATABASE ${name} WITH (FORCE)`);
  };
  return adapter;
}

function cataloguePool(connectionString: string): pg.Pool {
  const pool = new pg.Pool({ connectionString });
  const query = pool.query.bind(pool) as (config: pg.QueryConfig) => Promise<pg.QueryArrayResult>;
  const queryAsText = async (config: pg.QueryConfig) => {
    const result = await query(config);
    // A script of several statements answers with a list, which has no fields.
    const found = (result.fields ?? []).flatMap(({ dataTypeID }, index) =>
      dataTypeID === CATALOGUE_CHAR ? [index] : [],
    );
    for (const index of found) Object.assign(result.fields[index] ?? {}, { dataTypeID: TEXT });
    if (found.length > 0) charColumns.set(result.rows, found);
    return result;
  };
  return Object.assign(pool, { query: queryAsText });
}
