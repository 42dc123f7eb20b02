import {
  createLoader,
  createParser,
  type inferParserType,
  parseAsArrayOf,
  parseAsBoolean,
  parseAsInteger,
  parseAsIsoDateTime,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import { isId } from "@/lib/core/id-format";
import { DELIVERY_STATUSES, DELIVERY_TRIGGERS } from "@/lib/deliveries/constants";
import { RANGES, spanOf } from "./range";

const matching = (pattern: RegExp) =>
  createParser({ parse: (text) => (pattern.test(text) ? text : null), serialize: (text: string) => text });
const idOf = (kind: Parameters<typeof isId>[0]) =>
  createParser({ parse: (text) => (isId(kind, text) ? text : null), serialize: (text: string) => text });

/** What the address of the deliveries page says. What is not valid there is dropped, so that the page shows the truth. */
export const deliveryParams = {
  status: parseAsArrayOf(parseAsStringLiteral(DELIVERY_STATUSES)),
  type: parseAsArrayOf(matching(/^(\*|[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*(\.\*)?)$/)),
  webhook: parseAsArrayOf(idOf("webhook")),
  code: parseAsArrayOf(matching(/^([1-5]xx|[1-5]\d\d(-[1-5]\d\d)?|none)$/)),
  err: parseAsArrayOf(matching(/^[a-z_0-9]{1,40}$/)),
  q: matching(/^.{1,200}$/),
  trigger: parseAsArrayOf(parseAsStringLiteral(DELIVERY_TRIGGERS)),
  event: idOf("event"),
  project: idOf("project"),
  job: idOf("bulkJob"),
  attempts: matching(/^(gte|lte):\d{1,7}$/),
  latency: matching(/^(gte|lte):\d{1,7}$/),
  range: parseAsStringLiteral(RANGES),
  from: parseAsIsoDateTime,
  to: parseAsIsoDateTime,
};
export type DeliveryParams = inferParserType<typeof deliveryParams>;

export const NO_DELIVERY_FILTER = Object.fromEntries(
  Object.keys(deliveryParams).map((name) => [name, null]),
) as DeliveryParams;

/** What the address says besides the filter: what is open, and whether new rows slide in. */
export const deliveryViewParams = {
  d: idOf("delivery"),
  att: parseAsInteger,
  tab: parseAsString,
  live: parseAsBoolean,
};

export const loadDeliveryParams = createLoader(deliveryParams);

/** @returns the filter of the API that the address means. `job` is a filter of its own, without the default span. */
export function toDeliveryFilter(params: DeliveryParams, nowMs: number): Record<string, string> {
  const list = (values: readonly string[] | null) => (values === null || values.length === 0 ? null : values.join(","));
  const given: Record<string, string | null | undefined> = {
    status: list(params.status),
    webhookId: list(params.webhook),
    eventType: list(params.type),
    eventId: params.event,
    projectId: params.project,
    code: list(params.code),
    error: list(params.err),
    trigger: list(params.trigger),
    q: params.q,
    job: params.job,
    attempts: params.attempts,
    latency: params.latency,
    ...(isSpanless(params) ? {} : spanOf(params, nowMs)),
  };
  return Object.fromEntries(Object.entries(given).filter((entry): entry is [string, string] => entry[1] != null));
}

/** What a bulk job changed, and what became of one event, are not a matter of the last 24 hours unless the address says so. */
export function isSpanless({ job, event, range, from, to }: DeliveryParams): boolean {
  return (job !== null || event !== null) && range === null && from === null && to === null;
}
