import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type {
  getOnboardingOperation,
  getOverviewOperation,
  getTimeseriesOperation,
  getWebhookStatsOperation,
  listEventTypeFiguresOperation,
  listWebhookFiguresOperation,
} from "@/lib/http/operations/stats";
import type { CallOutput } from "./fetcher";
import { callApi } from "./fetcher";
import { type RangeParams, rangeKey, rangeQuery } from "./range-params";

export type OverviewFigures = CallOutput<typeof getOverviewOperation>;
export type Series = CallOutput<typeof getTimeseriesOperation>;
export type WebhookSeries = CallOutput<typeof getWebhookStatsOperation>;
export type WebhookFiguresAnswer = CallOutput<typeof listWebhookFiguresOperation>;
export type EventTypeFiguresAnswer = CallOutput<typeof listEventTypeFiguresOperation>;
export type OnboardingFacts = CallOutput<typeof getOnboardingOperation>;

/** The last 24 hours: what lists show beside their rows. */
export const LAST_DAY: RangeParams = { range: null, from: null, to: null };

type FiguresQuery = { webhookIds?: readonly string[]; sort?: "newest" | "attention" | "slowest"; limit?: number };
type TypeFiguresQuery = { types?: readonly string[]; limit?: number };

export const statsKeys = {
  all: (workspace: string) => ["stats", workspace] as const,
  overview: (workspace: string, range: RangeParams) => ["stats", workspace, "overview", rangeKey(range)] as const,
  series: (workspace: string, range: RangeParams) => ["stats", workspace, "series", rangeKey(range)] as const,
  ofWebhook: (workspace: string, id: string, range: RangeParams) =>
    ["stats", workspace, "webhook", id, rangeKey(range)] as const,
  webhooks: (workspace: string) => ["stats", workspace, "webhooks"] as const,
  webhookFigures: (workspace: string, range: RangeParams, query: FiguresQuery) =>
    ["stats", workspace, "webhooks", rangeKey(range), query] as const,
  eventTypes: (workspace: string, range: RangeParams, query: TypeFiguresQuery) =>
    ["stats", workspace, "event-types", rangeKey(range), query] as const,
  onboarding: (workspace: string) => ["stats", workspace, "onboarding"] as const,
};

/** The workspace's figures beside those of the span before. */
export const overviewQuery = (workspace: string, range: RangeParams) =>
  queryOptions({
    queryKey: statsKeys.overview(workspace, range),
    queryFn: ({ signal }) =>
      callApi<typeof getOverviewOperation>(
        "GET /api/stats/overview",
        { query: rangeQuery(range, Date.now()) },
        { workspace, signal },
      ),
    placeholderData: keepPreviousData,
  });

/** The workspace's figures over time. */
export const seriesQuery = (workspace: string, range: RangeParams) =>
  queryOptions({
    queryKey: statsKeys.series(workspace, range),
    queryFn: ({ signal }) =>
      callApi<typeof getTimeseriesOperation>(
        "GET /api/stats/timeseries",
        { query: rangeQuery(range, Date.now()) },
        { workspace, signal },
      ),
    placeholderData: keepPreviousData,
  });

/** One webhook's figures and their course. */
export const webhookStatsQuery = (workspace: string, id: string, range: RangeParams) =>
  queryOptions({
    queryKey: statsKeys.ofWebhook(workspace, id, range),
    queryFn: ({ signal }) =>
      callApi<typeof getWebhookStatsOperation>(
        "GET /api/webhooks/{id}/stats",
        { params: { id }, query: rangeQuery(range, Date.now()) },
        { workspace, signal },
      ),
    placeholderData: keepPreviousData,
  });

/** How each webhook does: by id for the rows of a list, or those that come first by some order. */
export const webhookFiguresQuery = (workspace: string, range: RangeParams, query: FiguresQuery = {}) =>
  queryOptions({
    queryKey: statsKeys.webhookFigures(workspace, range, query),
    queryFn: ({ signal }) => {
      const { webhookIds, sort, limit } = query;
      const ids = webhookIds === undefined ? undefined : webhookIds.join(",");
      const wanted = { ...rangeQuery(range, Date.now()), webhookId: ids, sort, limit };
      return callApi<typeof listWebhookFiguresOperation>(
        "GET /api/stats/webhooks",
        { query: wanted },
        { workspace, signal },
      );
    },
    enabled: query.webhookIds?.length !== 0,
    placeholderData: keepPreviousData,
  });

/** How often event types were sent: named ones in their order, else those with most deliveries. */
export const eventTypeFiguresQuery = (workspace: string, range: RangeParams, query: TypeFiguresQuery = {}) =>
  queryOptions({
    queryKey: statsKeys.eventTypes(workspace, range, query),
    queryFn: ({ signal }) => {
      const { types, limit } = query;
      const wanted = { ...rangeQuery(range, Date.now()), type: types?.join(","), limit };
      return callApi<typeof listEventTypeFiguresOperation>(
        "GET /api/stats/event-types",
        { query: wanted },
        { workspace, signal },
      );
    },
    enabled: query.types?.length !== 0,
    placeholderData: keepPreviousData,
  });

/** What has been done of the first steps. */
export const onboardingQuery = (workspace: string) =>
  queryOptions({
    queryKey: statsKeys.onboarding(workspace),
    queryFn: ({ signal }) =>
      callApi<typeof getOnboardingOperation>("GET /api/stats/onboarding", {}, { workspace, signal }),
  });
