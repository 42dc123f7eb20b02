"use client";

import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { useDebounce, useThrottledCallback } from "use-debounce";
import { useRefreshEndpoints } from "@/components/endpoints/use-endpoint-acts";
import { useLive, usePollMs } from "@/components/layout/live";
import { useShortcut } from "@/components/layout/shortcuts";
import { useWorkspace } from "@/components/layout/workspace-context";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ProblemCard } from "@/components/ui/problem-card";
import { formatCounted } from "@/components/values/count";
import { endpointListParams, sortRows } from "@/lib/client/endpoint-params";
import { LAST_DAY, statsKeys, webhookFiguresQuery } from "@/lib/client/stats";
import { figuresOf, webhookListQuery } from "@/lib/client/webhooks";
import { BulkBar } from "./bulk-bar";
import { EndpointFilters } from "./endpoint-filters";
import { ListSkeleton } from "./list-skeleton";
import { type EndpointRow, sortValuesOf, type Spark } from "./endpoint-row";
import { EndpointsTable } from "./endpoints-table";
import { NoEndpoints } from "./no-endpoints";
import { useSelection } from "./use-selection";

const DEBOUNCE_MS = 250;
const FIGURES_EVERY_MS = 5_000;

export function EndpointList() {
  const { slug } = useWorkspace();
  const [params, setParams] = useQueryStates(endpointListParams, { history: "replace" });
  const [q] = useDebounce(params.q.trim().slice(0, 200), DEBOUNCE_MS);
  const filter = { ...(q !== "" && { q }), ...(params.status !== null && { status: params.status }) };
  const pollMs = usePollMs(FIGURES_EVERY_MS);
  const list = useInfiniteQuery({
    ...webhookListQuery(slug, filter),
    placeholderData: keepPreviousData,
    refetchInterval: pollMs,
  });
  const webhooks = list.data?.pages.flatMap(({ data }) => data) ?? [];
  const figures = useFigures(webhooks.map(({ id }) => id));
  const selection = useSelection();
  useLiveList();
  useShortcut("/", "Search endpoints", (event) => {
    event.preventDefault();
    document.querySelector<HTMLElement>("[data-search]")?.focus();
  });

  const rows = sortRows(
    webhooks
      .map((webhook): EndpointRow => ({ webhook, figures: figures.byId.get(webhook.id) }))
      .filter(({ webhook }) => params.health === null || webhook.health.state === params.health),
    params.sort,
    sortValuesOf,
  );
  const chosen = rows.filter(({ webhook }) => selection.has(webhook.id));
  const isFiltered = q !== "" || params.status !== null || params.health !== null;
  if (list.isPending) return <ListSkeleton />;
  if (list.isSuccess && webhooks.length === 0 && !isFiltered) return <NoEndpoints />;
  const clear = () => void setParams({ q: "", status: null, health: null });
  return (
    <>
      <EndpointFilters filter={params} onChange={(next) => void setParams(next)} />
      {list.isError && <ProblemCard error={list.error} onRetry={() => void list.refetch()} busy={list.isFetching} />}
      <div className="overflow-hidden rounded-lg border border-border bg-surface" aria-busy={list.isPlaceholderData}>
        {chosen.length > 0 && <BulkBar rows={chosen} onClear={selection.clear} />}
        {rows.length === 0 ? (
          <EmptyState
            title="No endpoint matches"
            actions={
              <Button variant="secondary" onClick={clear}>
                Clear filters
              </Button>
            }
          >
            None of the endpoints has what the filters ask for.
          </EmptyState>
        ) : (
          <EndpointsTable
            rows={rows}
            spark={figures.spark}
            sort={params.sort}
            onSort={(sort) => void setParams({ sort })}
            selection={selection}
          />
        )}
        <footer className="flex flex-wrap items-center gap-3 border-t border-border px-4 py-2.5 text-[0.8125rem] text-muted">
          <p aria-live="polite">
            {formatCounted(rows.length, "endpoint")}
            {list.hasNextPage ? ", the newest" : ""}
          </p>
          {list.hasNextPage && (
            <Button
              size="sm"
              variant="secondary"
              busy={list.isFetchingNextPage}
              onClick={() => void list.fetchNextPage()}
            >
              Load more
            </Button>
          )}
        </footer>
      </div>
    </>
  );
}

/** Figures of the endpoints that are listed. */
function useFigures(ids: readonly string[]) {
  const { slug } = useWorkspace();
  const { data } = useQuery({
    ...webhookFiguresQuery(slug, LAST_DAY, figuresOf(ids)),
    refetchInterval: usePollMs(FIGURES_EVERY_MS),
  });
  const spark: Spark | undefined = data && { from: data.from, to: data.to, bucketMs: data.bucketMs };
  return { byId: new Map(data?.data.map((each) => [each.webhookId, each])), spark };
}

/** Keeps the list up to date without moving it more often than every few seconds. */
function useLiveList(): void {
  const { slug } = useWorkspace();
  const client = useQueryClient();
  const refresh = useRefreshEndpoints();
  const refreshFigures = useThrottledCallback(
    () => {
      void client.invalidateQueries({ queryKey: statsKeys.webhooks(slug) });
      void client.invalidateQueries({ queryKey: ["webhooks", slug, "list"] });
    },
    FIGURES_EVERY_MS,
    { leading: false },
  );
  useLive("webhook.updated", () => void refresh());
  useLive("delivery.updated", refreshFigures);
}
