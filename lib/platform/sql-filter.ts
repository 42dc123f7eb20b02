/** The `WHERE` of a list, put together condition by condition; values only ever go in as parameters. */
export type SqlFilter = {
  /** @returns the placeholder of a value, to be used in a condition. */
  bind(value: unknown): string;
  and(condition: string): void;
  /** All conditions, joined. */
  text(): string;
  values: unknown[];
};

export function createSqlFilter(): SqlFilter {
  const values: unknown[] = [];
  const conditions: string[] = [];
  return {
    bind: (value) => `$${values.push(value)}`,
    and: (condition) => void conditions.push(`(${condition})`),
    text: () => (conditions.length === 0 ? "true" : conditions.join(" AND ")),
    values,
  };
}

/** @returns the text with the wildcards of LIKE taken literally. */
export function likeLiteral(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}
