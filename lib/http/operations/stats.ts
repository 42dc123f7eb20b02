import { z } from "zod";
import { idOf } from "@/lib/core/schemas";
import {
  Overview,
  OverviewQuery,
  Timeseries,
  TimeseriesQuery,
  WebhookStats,
  WebhookStatsQuery,
} from "@/lib/stats/schemas";
import { defineOperation } from "../operation";

const tag = "Statistics";

export const getWebhookStatsOperation = defineOperation({
  id: "getWebhookStats",
  method: "GET",
  path: "/api/webhooks/{id}/stats",
  tag,
  summary: "How a webhook did: rates, latencies, response codes, and a series",
  scope: "stats:read",
  params: z.strictObject({ id: idOf("webhook") }),
  query: WebhookStatsQuery,
  status: 200,
  response: WebhookStats,
});

export const getOverviewOperation = defineOperation({
  id: "getOverview",
  method: "GET",
  path: "/api/stats/overview",
  tag,
  summary: "How the whole workspace did, beside the span before",
  scope: "stats:read",
  query: OverviewQuery,
  status: 200,
  response: Overview,
});

export const getTimeseriesOperation = defineOperation({
  id: "getTimeseries",
  method: "GET",
  path: "/api/stats/timeseries",
  tag,
  summary: "The workspace's figures over time",
  scope: "stats:read",
  query: TimeseriesQuery,
  status: 200,
  response: Timeseries,
});
