import { z } from "zod";
import { idOf } from "@/lib/core/schemas";
import {
  EventTypeFiguresList,
  EventTypeFiguresQuery,
  Onboarding,
  Overview,
  OverviewQuery,
  Timeseries,
  TimeseriesQuery,
  WebhookFiguresList,
  WebhookFiguresQuery,
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

export const listWebhookFiguresOperation = defineOperation({
  id: "listWebhookFigures",
  method: "GET",
  path: "/api/stats/webhooks",
  tag,
  summary: "How each webhook did, what waits for it, and whether it needs attention",
  scope: "stats:read",
  query: WebhookFiguresQuery,
  status: 200,
  response: WebhookFiguresList,
});

export const listEventTypeFiguresOperation = defineOperation({
  id: "listEventTypeFigures",
  method: "GET",
  path: "/api/stats/event-types",
  tag,
  summary: "How often each event type was sent, and how often that failed",
  scope: "stats:read",
  query: EventTypeFiguresQuery,
  status: 200,
  response: EventTypeFiguresList,
});

export const getOnboardingOperation = defineOperation({
  id: "getOnboarding",
  method: "GET",
  path: "/api/stats/onboarding",
  tag,
  summary: "Which of the first steps have been done",
  scope: "stats:read",
  status: 200,
  response: Onboarding,
});
