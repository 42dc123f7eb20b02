import { likeLiteral, type SqlFilter } from "@/lib/platform/sql-filter";

/** What a search means: a value at a path of the data, or text anywhere in the payload. */
export type PayloadSearch = { kind: "path"; path: string[]; value: string } | { kind: "text"; text: string };

const PATH_SEARCH = /^(data(?:\.[^.:\s]+)+):(.+)$/;

/** Rows that one page of a search looks at: what bounds its time. The cursor goes on from where it stopped. */
export const SEARCH_ROWS_MAX = 10_000;

/** @returns how to read what somebody typed: `data.customer.id:123`, or free text. */
export function readPayloadSearch(query: string): PayloadSearch {
  const [, path, value] = PATH_SEARCH.exec(query) ?? [];
  if (path === undefined || value === undefined) return { kind: "text", text: query };
  return { kind: "path", path: path.split("."), value: value.trim() };
}

/**
 * @returns the condition under which `column`, an event's body, is found. Free text ignores case. A path asks for the
 * value as JSON writes it (strings without quotes); bodies that jsonb cannot hold, such as those with `\u0000`, have none.
 */
export function payloadCondition(filter: SqlFilter, search: PayloadSearch, column: string): string {
  if (search.kind === "text") return `${column} ILIKE ${filter.bind(`%${likeLiteral(search.text)}%`)}`;
  // Parsing a body is dear, so the cheap test goes first; CASE keeps the order.
  const mention = filter.bind(`%${mentionOf(search.path.at(-1) ?? "")}%${mentionOf(search.value)}%`);
  const path = filter.bind(search.path);
  // A null has no text by `#>>`.
  return `CASE WHEN ${column} LIKE ${mention} AND pg_input_is_valid(${column}, 'jsonb')
    THEN coalesce(${column}::jsonb #>> ${path}::text[], (${column}::jsonb #> ${path}::text[])::text) = ${filter.bind(search.value)}
    ELSE false END`;
}

/** @returns the text for LIKE if every sender writes it as it is; other characters may stand there as `\u00eb` or `\/`. */
function mentionOf(text: string): string {
  return /^[\w .:@-]*$/.test(text) ? likeLiteral(text) : "";
}
