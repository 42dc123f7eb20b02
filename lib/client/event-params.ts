import {
  createLoader,
  createParser,
  type inferParserType,
  parseAsArrayOf,
  parseAsBoolean,
  parseAsIsoDateTime,
  parseAsStringLiteral,
} from "nuqs/server";
import { isId } from "@/lib/core/id-format";
import { RANGES, spanOf } from "./range";

const matching = (pattern: RegExp) =>
  createParser({ parse: (text) => (pattern.test(text) ? text : null), serialize: (text: string) => text });

/** What the address of the events page says. What is not valid there is dropped, so that the page shows the truth. */
export const eventParams = {
  type: parseAsArrayOf(matching(/^(\*|[a-z0-9_]+(\.[a-z0-9_]+)*(\.\*)?)$/)),
  test: parseAsBoolean,
  project: createParser({ parse: (text) => (isId("project", text) ? text : null), serialize: (text: string) => text }),
  q: matching(/^.{1,200}$/),
  range: parseAsStringLiteral(RANGES),
  from: parseAsIsoDateTime,
  to: parseAsIsoDateTime,
};
export type EventParams = inferParserType<typeof eventParams>;

export const loadEventParams = createLoader(eventParams);

/** The filter of a call: what `GET /api/events` takes besides paging. */
export type EventFilter = Partial<Record<"type" | "test" | "projectId" | "q" | "from" | "to", string>>;

/** @returns the filter of the API that the address means. */
export function toEventFilter(params: EventParams, nowMs: number): EventFilter {
  const { type, test, project, q } = params;
  return {
    ...(type !== null && type.length > 0 && { type: type.join(",") }),
    ...(test !== null && { test: String(test) }),
    ...(project !== null && { projectId: project }),
    ...(q !== null && { q }),
    ...spanOf(params, nowMs),
  };
}

/** @returns whether the address narrows the list, beyond the usual span. */
export function hasEventFilter({ type, test, project, q }: EventParams): boolean {
  return (type !== null && type.length > 0) || test !== null || project !== null || q !== null;
}
