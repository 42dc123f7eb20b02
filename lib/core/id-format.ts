// Apart from ids.ts: what only looks at ids, in a browser too, needs no maker of them.

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

/** @returns whether `value` is a well-formed id of that kind. */
export function isId(kind: IdKind, value: string): boolean {
  const prefix = `${ID_PREFIXES[kind]}_`;
  return value.startsWith(prefix) && SUFFIX.test(value.slice(prefix.length));
}
