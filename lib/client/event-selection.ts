import { OPERATIONAL_EVENT_TYPES, patternsOf } from "@/lib/events/subscription";

export type TypeGroup = { prefix: string; types: string[] };
export type GroupState = "all" | "some" | "none";

/** @returns the types in groups by the part before the first dot; a type without a dot is a group of its own. */
export function groupTypes(types: readonly string[]): TypeGroup[] {
  const groups = new Map<string, string[]>();
  for (const type of [...types].sort()) {
    const prefix = type.split(".")[0] ?? type;
    groups.set(prefix, [...(groups.get(prefix) ?? []), type]);
  }
  return [...groups].map(([prefix, members]) => ({ prefix, types: members }));
}

/** @returns whether these patterns mean the type. */
export function isMeant(selected: readonly string[], type: string): boolean {
  return patternsOf(type).some((pattern) => selected.includes(pattern));
}

/** `all` is the wildcard, which also means types that come later; every type by name is `some`. */
export function stateOfGroup(selected: readonly string[], group: TypeGroup): GroupState {
  if (coversGroup(selected, group)) return "all";
  return group.types.some((type) => isMeant(selected, type)) ? "some" : "none";
}

/** @returns the patterns after the group's box was pressed: partly or not chosen becomes its wildcard, chosen becomes none. */
export function toggleGroup(selected: readonly string[], group: TypeGroup, groups: readonly TypeGroup[]): string[] {
  if (stateOfGroup(selected, group) !== "all") return [...without(selected, group), wildcardOf(group)];
  const rest = selected.includes("*") && !isOperationalGroup(group) ? spellOut(selected, groups) : [...selected];
  return without(rest, group);
}

/** @returns the patterns after one type's box was pressed; a wildcard that meant it is spelt out without it. */
export function toggleType(selected: readonly string[], type: string, groups: readonly TypeGroup[]): string[] {
  if (!isMeant(selected, type)) return [...selected, type];
  if (
    selected.includes(type) &&
    !isMeant(
      selected.filter((pattern) => pattern !== type),
      type,
    )
  )
    return selected.filter((pattern) => pattern !== type);
  const group = groups.find(({ types }) => types.includes(type));
  if (group === undefined) return selected.filter((pattern) => !patternsOf(type).includes(pattern));
  const others = group.types.filter((other) => other !== type && isMeant(selected, other));
  const rest = selected.includes("*") ? spellOut(selected, groups) : [...selected];
  return [...without(rest, group), ...others];
}

/** @returns patterns that no box stands for: longer prefixes, and types that are gone from the catalogue. */
export function otherPatterns(selected: readonly string[], groups: readonly TypeGroup[]): string[] {
  const known = new Set(["*", ...groups.flatMap((group) => [wildcardOf(group), ...group.types])]);
  return selected.filter((pattern) => !known.has(pattern));
}

export function wildcardOf({ prefix, types }: TypeGroup): string {
  return types.length === 1 && types[0] === prefix ? prefix : `${prefix}.*`;
}

/** @returns how many of the types the patterns mean. */
export function countMeant(selected: readonly string[], types: readonly string[]): number {
  return types.filter((type) => isMeant(selected, type)).length;
}

/** @returns the patterns in a few words: "All events", "3 patterns", or the only one. */
export function describeEvents(events: readonly string[]): string {
  if (events.includes("*")) return "All events";
  const [only] = events;
  return events.length === 1 && only !== undefined ? only : `${events.length} types`;
}

function coversGroup(selected: readonly string[], group: TypeGroup): boolean {
  if (selected.includes(wildcardOf(group))) return true;
  return selected.includes("*") && !isOperationalGroup(group);
}

/** What Posthorn reports about endpoints is not meant by `*`. */
function isOperationalGroup({ types }: TypeGroup): boolean {
  return types.every((type) => OPERATIONAL_EVENT_TYPES.some((operational) => operational === type));
}

function without(selected: readonly string[], group: TypeGroup): string[] {
  const own = [wildcardOf(group), ...group.types];
  return selected.filter((pattern) => !own.includes(pattern) && !pattern.startsWith(`${group.prefix}.`));
}

/** `*` as the wildcards of all groups that it means. */
function spellOut(selected: readonly string[], groups: readonly TypeGroup[]): string[] {
  const rest = selected.filter((pattern) => pattern !== "*");
  const meant = groups.filter((group) => !isOperationalGroup(group)).map(wildcardOf);
  return [...new Set([...rest, ...meant])];
}
