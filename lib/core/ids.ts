import { fromUUID, toUUID, type TypeId, typeidUnboxed } from "typeid-js";

/**
 * Ids are TypeIDs: a prefix that names the noun, and a UUIDv7 in Crockford base32, so that they
 * sort by time as plain text. https://github.com/jetify-com/typeid/tree/main/spec
 */
export const ID_PREFIXES = {
  workspace: "ws",
  project: "prj",
  webhook: "wh",
  eventType: "ety",
  event: "evt",
  delivery: "dlv",
  attempt: "att",
  plannedAttempt: "pla",
  apiKey: "key",
  user: "usr",
  member: "mem",
  invitation: "inv",
  inbox: "inb",
  inboxRequest: "req",
  bulkJob: "job",
  auditEntry: "aud",
  request: "rid",
  worker: "wrk",
} as const;

export type IdKind = keyof typeof ID_PREFIXES;

const SUFFIX = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/;

/** @returns a new id of the given kind, later in text order than every id of that kind this process made before. */
export function newId(kind: IdKind): string {
  return typeidUnboxed(ID_PREFIXES[kind]);
}

/** @returns the smallest id of that kind that could have been made at `ms`: a bound for partitions, pages and time filters. */
export function idFloor(kind: IdKind, ms: number): string {
  const time = Math.max(0, Math.floor(ms)).toString(16).padStart(12, "0");
  return fromUUID(`${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`, ID_PREFIXES[kind]);
}

/** @returns whether `value` is a well-formed id of that kind. */
export function isId(kind: IdKind, value: string): boolean {
  const prefix = `${ID_PREFIXES[kind]}_`;
  return value.startsWith(prefix) && SUFFIX.test(value.slice(prefix.length));
}

/** @returns when a well-formed id was made, in ms since the Unix epoch. */
export function idTimeMs(id: string): number {
  return Number.parseInt(
    toUUID(id as TypeId<string>)
      .slice(0, 13)
      .replace("-", ""),
    16,
  );
}
