import { z } from "zod";
import { idOf, Instant, InstantInput } from "@/lib/core/schemas";

const count = z.number().int();
const rate = z.number().min(0).max(1).nullable().meta({ description: "0 to 1; null without data" });
const ms = z.number().nullable();

/** Latencies of attempts, off by at most 5 %. */
export const Latency = z.object({ avg: ms, p50: ms, p95: ms, p99: ms }).meta({ id: "Latency" });

const counts = {
  total: count.meta({ description: "Deliveries created in the span" }),
  delivered: count,
  retried: count.meta({ description: "Delivered, but not by the first attempt" }),
  failed: count,
  cancelled: count,
  pending: count,
  retrying: count,
};

const figures = {
  ...counts,
  successRate: rate.meta({ description: "Delivered of all that ended as delivered or failed" }),
  firstAttemptSuccessRate: rate,
  attempts: count,
  latencyMs: Latency,
  responseCodes: z
    .record(z.string(), count)
    .meta({ description: "Attempts by status; `none` had no answer", example: { "200": 12, none: 1 } }),
  causes: z.record(z.string(), count).meta({ description: "Failed attempts by cause" }),
};

const span = { from: Instant, to: Instant };
const interval = z.enum(["minute", "hour", "day"]);

/** Buckets without any delivery or attempt are left out: a gap is a gap, not a zero. */
export const SeriesPoint = z
  .object({ at: Instant, ...counts, successRate: rate, attempts: count, p50Ms: ms, p95Ms: ms, p99Ms: ms })
  .meta({ id: "SeriesPoint" });
export type SeriesPoint = z.input<typeof SeriesPoint>;

export const WebhookStats = z
  .object({ webhookId: idOf("webhook"), ...span, interval, ...figures, series: z.array(SeriesPoint) })
  .meta({ id: "WebhookStats" });
export type WebhookStats = z.input<typeof WebhookStats>;

export const Overview = z
  .object({ ...span, ...figures, previous: z.object(figures).meta({ description: "The span of equal length before" }) })
  .meta({ id: "Overview" });
export type Overview = z.input<typeof Overview>;

export const Timeseries = z.object({ ...span, interval, series: z.array(SeriesPoint) }).meta({ id: "Timeseries" });
export type Timeseries = z.input<typeof Timeseries>;

const spanQuery = {
  from: InstantInput.optional().meta({ description: "Beginning; 24 hours before the end unless told" }),
  to: InstantInput.optional().meta({ description: "End; now unless told" }),
};
const intervalQuery = {
  interval: z.enum(["auto", "minute", "hour", "day"]).default("auto").meta({
    description: "Length of a bucket; minutes older than 48 hours are kept as hours, hours older than 60 days as days",
  }),
};
const scopeQuery = {
  projectId: idOf("project").optional().meta({ description: "Webhooks bound to this project only" }),
};

export const WebhookStatsQuery = z.strictObject({ ...spanQuery, ...intervalQuery });
export type WebhookStatsQuery = z.output<typeof WebhookStatsQuery>;

export const OverviewQuery = z.strictObject({ ...spanQuery, ...scopeQuery });
export type OverviewQuery = z.output<typeof OverviewQuery>;

export const TimeseriesQuery = z.strictObject({ ...spanQuery, ...intervalQuery, ...scopeQuery });
export type TimeseriesQuery = z.output<typeof TimeseriesQuery>;
