export type TypeGroup<Type> = { prefix: string; types: Type[] };

/** @returns types by what stands before their first dot, groups and types in the order of their names. */
export function groupTypes<Type extends { name: string }>(types: readonly Type[]): TypeGroup<Type>[] {
  const groups = new Map<string, Type[]>();
  for (const type of types) {
    const prefix = type.name.split(".")[0] ?? type.name;
    groups.set(prefix, [...(groups.get(prefix) ?? []), type]);
  }
  return [...groups]
    .map(([prefix, members]) => ({ prefix, types: members.toSorted((a, b) => (a.name < b.name ? -1 : 1)) }))
    .toSorted((a, b) => (a.prefix < b.prefix ? -1 : 1));
}

/** @returns the types whose name or description has every word of a search in it. */
export function searchTypes<Type extends { name: string; description: string | null }>(
  types: readonly Type[],
  search: string,
): Type[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return types.filter(({ name, description }) => {
    const text = `${name} ${description ?? ""}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
