import { createLoader, type inferParserType, parseAsIsoDateTime, parseAsStringLiteral } from "nuqs/server";
import { DEFAULT_RANGE, RANGES, spanOf } from "./range";

/** The span that a page of figures shows, as its address says it. */
export const rangeParams = { range: parseAsStringLiteral(RANGES), from: parseAsIsoDateTime, to: parseAsIsoDateTime };
export type RangeParams = inferParserType<typeof rangeParams>;

export const loadRangeParams = createLoader(rangeParams);

/** @returns the part of a query's key that tells spans apart: a relative one stays the same while time goes by. */
export function rangeKey({ range, from, to }: RangeParams): string {
  if (from === null && to === null) return range ?? DEFAULT_RANGE;
  return `${from?.toISOString() ?? ""}/${to?.toISOString() ?? ""}`;
}

/** @returns the ends of the span as the API takes them. */
export function rangeQuery(params: RangeParams, nowMs: number): { from: string; to?: string } {
  return spanOf(params, nowMs);
}
