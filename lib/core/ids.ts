import { fromUUID, toUUID, type TypeId, typeidUnboxed } from "typeid-js";
import { ID_PREFIXES, type IdKind } from "./id-format";

export { type IdKind, isId } from "./id-format";

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

/** @returns when a well-formed id was made, in ms since the Unix epoch. */
export function idTimeMs(id: string): number {
  return Number.parseInt(
    toUUID(id as TypeId<string>)
      .slice(0, 13)
      .replace("-", ""),
    16,
  );
}
