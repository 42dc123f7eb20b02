import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { Prisma, PrismaClient } from "./prisma/generated/client";

export { Prisma };

/** Prisma, or Prisma inside a transaction: what a domain verb gets as `ctx.db`. */
export type Db = PrismaClient | Prisma.TransactionClient;

/** Runs one hand-written SQL statement and returns its rows. Hot paths are written against this alone. */
export type Sql = <Row extends pg.QueryResultRow = pg.QueryResultRow>(
  text: string,
  values?: unknown[],
) => Promise<Row[]>;

const preparedNames = new Map<string, string>();

/**
 * Gives a hot statement a name, under which each connection parses and plans it once.
 * @returns the text itself, to be run like any other; in Prisma's transactions it is not prepared.
 */
export function prepared(name: string, text: string): string {
  preparedNames.set(text, name);
  return text;
}

export type Database = {
  pool: pg.Pool;
  prisma: PrismaClient;
  /** One statement on any connection of the pool, committed when it returns. */
  sql: Sql;
  /**
   * Several statements in one transaction; rolled back when `work` throws, or one of them fails.
   * What `work` gives to `atEnd` is sent together with the COMMIT, in that order, without waiting for each answer.
   */
  transaction<T>(work: (sql: Sql, atEnd: (text: string, values: unknown[]) => void) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

// 64-bit counters come back as numbers: none of ours reaches 2^53.
const INT8 = 20;
pg.types.setTypeParser(INT8, Number);

/**
 * One pool for Prisma and for hand-written SQL.
 * @param options.statementTimeoutMs a query that takes longer is cancelled by the server; 0 is no limit.
 */
export function createDatabase(options: {
  connectionString: string;
  poolSize: number;
  applicationName: string;
  statementTimeoutMs: number;
  /** Settings of each session, as PostgreSQL's command line takes them: `-c name=value`. */
  sessionOptions?: string;
  onError?: (error: Error) => void;
}): Database {
  const pool = new pg.Pool({
    connectionString: options.connectionString,
    max: options.poolSize,
    application_name: options.applicationName,
    statement_timeout: options.statementTimeoutMs,
    options: options.sessionOptions,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    // What is sent before the answer to the statement before is there travels with it.
    pipeline: true,
  });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on("error", (error) => options.onError?.(error));
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });

  return {
    pool,
    prisma,
    sql: sqlOn(pool),
    async transaction(work) {
      const client = await pool.connect();
      let broken: Error | undefined;
      // Between two statements a connection that breaks says so by an event, which would end the process.
      const onBroken = (error: Error) => {
        broken = error;
      };
      client.on("error", onBroken);
      const sql = sqlOn(client);
      const last: [text: string, values: unknown[]][] = [];
      try {
        const begun = client.query("BEGIN");
        begun.catch(() => undefined); // Whoever waits for it next hears of it.
        const result = await work(sql, (...statement) => last.push(statement));
        const sent = [begun, ...last.map((statement) => sql(...statement))];
        const committed = client.query("COMMIT");
        const [{ command }] = await Promise.all([committed, ...sent]);
        // That is how PostgreSQL answers when a statement failed and nobody said so.
        if (command !== "COMMIT") throw new Error("The transaction was rolled back: one of its statements had failed.");
        return result;
      } catch (error) {
        await client.query("ROLLBACK").catch(onBroken);
        throw error;
      } finally {
        client.off("error", onBroken);
        // A connection that could not roll back is closed, not reused.
        client.release(broken);
      }
    },
    async close() {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

/** @returns hand-written SQL on a pool, or on one connection and in whatever transaction that is. */
export function sqlOn(client: Pick<pg.Pool, "query">): Sql {
  return async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
    (await client.query<Row>({ text, values, name: preparedNames.get(text) })).rows;
}

/** @returns hand-written SQL that takes part in a Prisma transaction (or runs on Prisma's pool outside of one). */
export function sqlOf(db: Db): Sql {
  return async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
    db.$queryRawUnsafe<Row[]>(text, ...values);
}

/** Runs `work` in a transaction, or in the one that `db` already is. */
export async function inTransaction<T>(db: Db, work: (tx: Prisma.TransactionClient) => Promise<T>): Promise<T> {
  // `$transaction` is there inside of a transaction too (as a savepoint); `$connect` is not.
  return "$connect" in db ? db.$transaction(work, { maxWait: 5_000, timeout: 15_000 }) : work(db);
}

type ErrorFacts = { code?: unknown; meta?: { driverAdapterError?: { cause?: { originalCode?: unknown } } } };

/** @returns the SQLSTATE of a failed statement, from `pg` itself or from inside of Prisma's error; undefined when it never ran. */
export function sqlStateOf(error: unknown): string | undefined {
  for (
    let current: unknown = error, depth = 0;
    current instanceof Error && depth < 5;
    current = current.cause, depth += 1
  ) {
    const facts = current as ErrorFacts;
    const code = facts.meta?.driverAdapterError?.cause?.originalCode ?? facts.code;
    if (typeof code === "string" && /^[0-9A-Z]{5}$/.test(code) && !/^P\d{4}$/.test(code)) return code;
  }
  return undefined;
}

// SQLSTATE classes: 08 connection, 53 no resources (disk full, too many connections), 57P server going down or starting.
const UNAVAILABLE = /^(08...|53...|57P0.|25006)$/;
const SOCKET_ERRORS = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOENT", "EHOSTUNREACH"]);
// Prisma: not reachable, timed out, closed, no connection or transaction to be had in time.
const PRISMA_ERRORS = new Set(["P1001", "P1002", "P1008", "P1017", "P2024", "P2028", "P2037"]);

/** @returns whether an error means "PostgreSQL is not there just now": the caller should be told to come back. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (UNAVAILABLE.test(sqlStateOf(error) ?? "")) return true;
  for (
    let current: unknown = error, depth = 0;
    current instanceof Error && depth < 5;
    current = current.cause, depth += 1
  ) {
    const code = "code" in current ? String(current.code) : "";
    if (SOCKET_ERRORS.has(code) || PRISMA_ERRORS.has(code)) return true;
    if (
      /Connection terminated|timeout exceeded when trying to connect|Can't reach database server|connection is closed/i.test(
        current.message,
      )
    )
      return true;
  }
  return false;
}
