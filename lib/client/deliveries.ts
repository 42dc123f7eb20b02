import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { DeliverySummary } from "@/lib/deliveries/schemas";
import type {
  bulkCancelOperation,
  bulkRetryOperation,
  exportDeliveriesOperation,
  listDeliveriesOperation,
  summariseDeliveriesOperation,
} from "@/lib/http/operations/deliveries";
import type { listEventTypesOperation } from "@/lib/http/operations/event-types";
import type { listProjectsOperation } from "@/lib/http/operations/projects";
import type { listWebhooksOperation } from "@/lib/http/operations/webhooks";
import { type DeliveryParams, toDeliveryFilter } from "./delivery-params";
import type { DeliveryPages } from "./delivery-rows";
import { type CallInput, callApi } from "./fetcher";

export const PAGE_ROWS = 50;
const HEAD_ROWS = 100;
export const IDS_MAX = 200;

/** A filter as the API takes it in a query or in a body. */
export type FilterInput = CallInput<typeof bulkRetryOperation>["body"]["filter"];

export const deliveryListKeys = {
  lists: (workspace: string) => ["deliveries", workspace, "list"] as const,
  list: (workspace: string, params: DeliveryParams) => ["deliveries", workspace, "list", params] as const,
  summaries: (workspace: string) => ["deliveries", workspace, "summary"] as const,
  summary: (workspace: string, params: DeliveryParams) => ["deliveries", workspace, "summary", params] as const,
  bulk: (workspace: string, input: object) => ["deliveries", workspace, "bulk", input] as const,
};

/** The rows of an address, page by page. They are kept fresh row by row, so they never grow stale as a whole. */
export const deliveryListQuery = (workspace: string, params: DeliveryParams) =>
  infiniteQueryOptions({
    queryKey: deliveryListKeys.list(workspace, params),
    queryFn: ({ signal, pageParam }): Promise<DeliveryPages["pages"][number]> =>
      callApi<typeof listDeliveriesOperation>(
        "GET /api/deliveries",
        { query: { ...toDeliveryFilter(params, Date.now()), limit: PAGE_ROWS, cursor: pageParam ?? undefined } },
        { workspace, signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

/** The newest rows of an address, to be compared with those that are shown. */
export const listNewest = (workspace: string, params: DeliveryParams, signal?: AbortSignal) =>
  callApi<typeof listDeliveriesOperation>(
    "GET /api/deliveries",
    { query: { ...toDeliveryFilter(params, Date.now()), limit: HEAD_ROWS } },
    { workspace, signal },
  );

/** These rows as they are now, up to 200. */
export const listByIds = async (workspace: string, ids: readonly string[]) =>
  (
    await callApi<typeof listDeliveriesOperation>(
      "GET /api/deliveries",
      { query: { id: ids.join(","), limit: IDS_MAX } },
      { workspace },
    )
  ).data;

export const deliverySummaryQuery = (workspace: string, params: DeliveryParams) =>
  queryOptions({
    queryKey: deliveryListKeys.summary(workspace, params),
    queryFn: ({ signal }): Promise<DeliverySummary> =>
      callApi<typeof summariseDeliveriesOperation>(
        "GET /api/deliveries/summary",
        { query: toDeliveryFilter(params, Date.now()) },
        { workspace, signal },
      ),
    placeholderData: keepPreviousData,
  });

export type BulkRetryOptions = Omit<CallInput<typeof bulkRetryOperation>["body"], "dryRun">;

export const bulkRetryPreviewQuery = (workspace: string, body: BulkRetryOptions) =>
  queryOptions({
    queryKey: deliveryListKeys.bulk(workspace, { kind: "retry", ...body }),
    queryFn: async ({ signal }) =>
      (
        await callApi<typeof bulkRetryOperation>(
          "POST /api/deliveries/bulk-retry",
          { body: { ...body, dryRun: true } },
          { workspace, signal },
        )
      ).preview,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });

export const bulkCancelPreviewQuery = (workspace: string, filter: FilterInput) =>
  queryOptions({
    queryKey: deliveryListKeys.bulk(workspace, { kind: "cancel", filter }),
    queryFn: async ({ signal }) =>
      (
        await callApi<typeof bulkCancelOperation>(
          "POST /api/deliveries/bulk-cancel",
          { body: { filter, dryRun: true } },
          { workspace, signal },
        )
      ).preview,
    staleTime: 0,
  });

export const startBulkRetry = (workspace: string, body: BulkRetryOptions, idempotencyKey: string) =>
  callApi<typeof bulkRetryOperation>("POST /api/deliveries/bulk-retry", { body }, { workspace, idempotencyKey });
export const startBulkCancel = (workspace: string, filter: FilterInput, idempotencyKey: string) =>
  callApi<typeof bulkCancelOperation>(
    "POST /api/deliveries/bulk-cancel",
    { body: { filter } },
    { workspace, idempotencyKey },
  );

const EXPORT_PATH: (typeof exportDeliveriesOperation)["path"] = "/api/deliveries/export";

/** @returns the address of a download. */
export function exportHref(
  workspace: string,
  filter: Record<string, string>,
  format: "csv" | "ndjson" | "json",
): string {
  return `${EXPORT_PATH}?${new URLSearchParams({ format, ...filter, workspace })}`;
}

/** Names for the menus of the filter: the newest 200 of each. */
export const filterChoicesQuery = (workspace: string) =>
  queryOptions({
    queryKey: ["deliveries", workspace, "choices"] as const,
    queryFn: async ({ signal }) => {
      const options = { workspace, signal };
      const [types, webhooks, projects] = await Promise.all([
        callApi<typeof listEventTypesOperation>("GET /api/event-types", { query: { limit: 200 } }, options),
        callApi<typeof listWebhooksOperation>("GET /api/webhooks", { query: { limit: 200 } }, options),
        callApi<typeof listProjectsOperation>("GET /api/projects", { query: { limit: 200 } }, options),
      ]);
      return {
        types: types.data.map(({ name }) => name),
        webhooks: webhooks.data.map(({ id, name, url }) => ({ id, name, url })),
        projects: projects.data.map(({ id, name }) => ({ id, name })),
      };
    },
    staleTime: 60_000,
  });
