import type { DeliveryParams } from "./delivery-params";
import { isSpanless } from "./delivery-params";
import { DEFAULT_RANGE, RANGE_WORDS } from "./range";

export type FilterName = Exclude<keyof DeliveryParams, "range" | "from" | "to">;

/** The filters that can be set, in the order of the menu, with their names. */
export const FILTER_NAMES: Record<FilterName, string> = {
  status: "Status",
  type: "Event type",
  webhook: "Endpoint",
  code: "Response code",
  err: "Cause",
  attempts: "Attempts",
  latency: "Latency",
  trigger: "Trigger",
  q: "Search",
  event: "Event",
  project: "Project",
  job: "Bulk job",
};

/** What ids and causes are called; whoever has no name is shown as it is. */
export type NameOf = (filter: FilterName, value: string) => string;

/** @returns the values of a filter in words: "Failed or Retrying", "at least 3". */
export function valueWords(name: FilterName, params: DeliveryParams, nameOf: NameOf): string {
  const value = params[name];
  if (value === null) return "";
  if (typeof value === "string") return boundWords(name, value) ?? nameOf(name, value);
  return value.map((each) => nameOf(name, each)).join(" or ");
}

function boundWords(name: FilterName, value: string): string | undefined {
  if (name !== "attempts" && name !== "latency") return undefined;
  const [comparison, number] = value.split(":");
  return `${comparison === "gte" ? "at least" : "at most"} ${number}${name === "latency" ? " ms" : ""}`;
}

/** @returns the span of time in words; fixed ends are given as they are to be shown. */
export function spanWords(params: DeliveryParams, formatInstant: (time: Date) => string): string {
  const { from, to, range } = params;
  if (from !== null && to !== null) return `${formatInstant(from)} to ${formatInstant(to)}`;
  if (from !== null) return `Since ${formatInstant(from)}`;
  if (to !== null) return `Until ${formatInstant(to)}`;
  return isSpanless(params) ? "Any time" : RANGE_WORDS[range ?? DEFAULT_RANGE];
}

/** @returns a filter as a sentence without its full stop: "Status is Failed, created in the last 24 hours". */
export function filterWords(params: DeliveryParams, nameOf: NameOf, formatInstant: (time: Date) => string): string {
  const parts = (Object.keys(FILTER_NAMES) as FilterName[])
    .filter((name) => params[name] !== null)
    .map((name) => `${FILTER_NAMES[name]} is ${valueWords(name, params, nameOf)}`);
  const span = spanWords(params, formatInstant);
  return [...parts, parts.length === 0 ? span : span.charAt(0).toLowerCase() + span.slice(1)].join("; ");
}
