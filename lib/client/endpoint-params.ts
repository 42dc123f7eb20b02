import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { HEALTH_STATES } from "@/lib/webhooks/constants";

export const ENDPOINT_TABS = ["overview", "deliveries", "security", "configuration", "activity"] as const;
export type EndpointTab = (typeof ENDPOINT_TABS)[number];

export const ENDPOINT_STATUSES = ["active", "paused", "disabled"] as const;

const SORT_KEYS = ["name", "success", "p95", "last", "waiting", "created"] as const;
export type SortKey = (typeof SORT_KEYS)[number];
/** A minus turns the order round. */
const SORTS = SORT_KEYS.flatMap((key) => [key, `-${key}`] as const);
export type Sort = (typeof SORTS)[number];

/** What the address of the list of endpoints says. */
export const endpointListParams = {
  q: parseAsString.withDefault(""),
  status: parseAsStringLiteral(ENDPOINT_STATUSES),
  health: parseAsStringLiteral(HEALTH_STATES),
  sort: parseAsStringLiteral(SORTS).withDefault("-created"),
};

export const loadEndpointListParams = createLoader(endpointListParams);

/** @returns whether the order follows from figures, without which the rows would move once these are there. */
export function isByFigures(sort: Sort): boolean {
  return /^-?(success|p95|waiting)$/.test(sort);
}

/** @returns the order after a column's head was pressed: up, then down. */
export function nextSort(sort: Sort, key: SortKey): Sort {
  return sort === key ? `-${key}` : key;
}

type Sortable = {
  name: string;
  success: number | null;
  p95: number | null;
  last: string | null;
  waiting: number | null;
  created: string;
};

/** @returns the rows in that order; what has no value comes last, whichever way. */
export function sortRows<Row>(rows: readonly Row[], sort: Sort, valuesOf: (row: Row) => Sortable): Row[] {
  const isDown = sort.startsWith("-");
  const key = (isDown ? sort.slice(1) : sort) as SortKey;
  return rows.toSorted((a, b) => {
    const [one, other] = [valuesOf(a)[key], valuesOf(b)[key]];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    const order =
      typeof one === "number" && typeof other === "number"
        ? one - other
        : String(one).localeCompare(String(other), "en");
    return isDown ? -order : order;
  });
}
