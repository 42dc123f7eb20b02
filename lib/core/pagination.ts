import { AppError } from "./errors";
import { type IdKind, isId } from "./ids";

/**
 * Keyset paging: a cursor is the key of the last row that was given, so that rows which arrive meanwhile are
 * neither skipped nor repeated. It is opaque to callers, and checked when it comes back.
 */
export type Page<Row> = { data: Row[]; nextCursor: string | null };

/** @returns what a page that ends with this key goes on with. */
export function cursorOf(key: string): string {
  return Buffer.from(key).toString("base64url");
}

/** @returns the page and its cursor, from rows that were fetched with `limit + 1`. */
export function toPage<Row>(rows: readonly Row[], limit: number, keyOf: (row: Row) => string): Page<Row> {
  const data = rows.slice(0, limit);
  const last = data.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { data, nextCursor: more ? cursorOf(keyOf(last)) : null };
}

/**
 * @returns the key that a cursor stands for, undefined for the first page.
 * @throws AppError `invalid_cursor` for anything that `isKey` does not take.
 */
export function readCursor(cursor: string | undefined, isKey: (key: string) => boolean): string | undefined {
  if (cursor === undefined) return undefined;
  const key = Buffer.from(cursor, "base64url").toString("utf8");
  if (isKey(key) && Buffer.from(key).toString("base64url") === cursor) return key;
  throw new AppError(
    "invalid_cursor",
    "This cursor is not one of this list. Give nextCursor of the page before, unchanged.",
  );
}

/** @returns {@link readCursor} for the usual list, whose key is its rows' id. */
export function readIdCursor(kind: IdKind, cursor: string | undefined): string | undefined {
  return readCursor(cursor, (key) => isId(kind, key));
}
