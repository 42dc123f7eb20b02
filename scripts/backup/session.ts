import pg from "pg";
import { OperatorError } from "../processes/operator-error";

// Text of rows must be the same on both sides whatever a server or role is set to; and nothing may cut a long copy short.
const SETTINGS = [
  "SET client_encoding = 'UTF8'",
  "SET DateStyle = 'ISO, YMD'",
  "SET IntervalStyle = 'postgres'",
  "SET TimeZone = 'UTC'",
  "SET extra_float_digits = 1",
  "SET bytea_output = 'hex'",
  "SET search_path = public",
  "SET statement_timeout = 0",
  "SET idle_in_transaction_session_timeout = 0",
  "SET lock_timeout = '30s'",
].join(";");

/**
 * Connects for a backup or a restore, and lets go in the end.
 *
 * @throws OperatorError when the database cannot be reached.
 */
export async function withSession<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    application_name: "posthorn backup",
    connectionTimeoutMillis: 10_000,
  });
  // What breaks the connection also rejects the statement under way.
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query(SETTINGS);
  } catch (error) {
    await client.end();
    const { message, code } = error as NodeJS.ErrnoException;
    throw new OperatorError(`PostgreSQL at ${new URL(url).host} cannot be used: ${message || (code ?? "")}.`, {
      cause: error,
    });
  }
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
