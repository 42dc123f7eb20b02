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
  session: "ses",
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

/**
 * @param atMs when it is said to be made, for history that is brought in; now unless told.
 * @returns a new id of the given kind. One made now is later in text order than every one this process made before.
 */
export function newId(kind: IdKind, atMs?: number): string {
  if (atMs === undefined) return typeidUnboxed(ID_PREFIXES[kind]);
  const hex = [...crypto.getRandomValues(new Uint8Array(9))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return fromUUID(`${timeOf(atMs)}-7${hex.slice(0, 3)}-8${hex.slice(3, 6)}-${hex.slice(6)}`, ID_PREFIXES[kind]);
}

/** @returns the smallest id of that kind that could have been made at `ms`: a bound for partitions, pages and time filters. */
export function idFloor(kind: IdKind, ms: number): string {
  return fromUUID(`${timeOf(ms)}-7000-8000-000000000000`, ID_PREFIXES[kind]);
}

/** The first 48 bits of a UUIDv7, as it writes them. */
function timeOf(ms: number): string {
  const time = Math.max(0, Math.floor(ms)).toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}`;
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
