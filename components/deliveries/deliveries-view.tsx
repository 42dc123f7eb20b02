"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useQueryStates } from "nuqs";
import { useCallback, useMemo, useState } from "react";
import { ActiveJobs } from "@/components/bulk-jobs/active-jobs";
import { useWorkspace } from "@/components/layout/workspace-context";
import { deliverySummaryQuery } from "@/lib/client/deliveries";
import { deliveryViewParams, NO_DELIVERY_FILTER } from "@/lib/client/delivery-params";
import { DeliveryListProvider } from "./delivery-list-context";
import { DeliveryTable } from "./delivery-table";
import { FilterBar } from "./filter-bar";
import { HistogramStrip } from "./histogram-strip";
import { ListFooter } from "./list-footer";
import { ListNotices } from "./list-notices";
import { NeverAny, NothingFound } from "./list-states";
import { LiveAnnouncer, LiveToggle } from "./live-toggle";
import { ResultLine } from "./result-line";
import { useDeliveryFilter } from "./use-delivery-filter";
import { useDeliveryRows } from "./use-delivery-rows";
import { useListKeys } from "./use-list-keys";
import { useRetryDelivery } from "./use-retry-delivery";
import { useSelection } from "./use-selection";

const ColumnsMenu = dynamic(() => import("./columns-menu").then((module) => module.ColumnsMenu), {
  ssr: false,
  loading: () => <span className="block size-8" />,
});
const DeliveryDrawer = dynamic(() => import("./delivery-drawer").then((module) => module.DeliveryDrawer));
const JobPanel = dynamic(() => import("@/components/bulk-jobs/job-panel").then((module) => module.JobPanel));
const SelectionBar = dynamic(() => import("./selection-bar").then((module) => module.SelectionBar));

const AT_TOP_PX = 24;

/** New rows slide in only where nobody is reading, choosing or about to click. */
function mayMoveRows(): boolean {
  return (
    window.scrollY < AT_TOP_PX &&
    (getSelection()?.isCollapsed ?? true) &&
    document.querySelector('[role="menu"], [role="dialog"], dialog[open]') === null
  );
}

/**
 * The deliveries of an address: filter, picture, list, and one delivery beside it.
 * @param webhookId shows those of one endpoint only, on its own page.
 */
export function DeliveriesView({ webhookId, retentionDays }: { webhookId?: string; retentionDays?: number }) {
  const { slug, may } = useWorkspace();
  const filter = useDeliveryFilter(webhookId);
  const { params } = filter;
  const [view, setView] = useQueryStates(deliveryViewParams, { scroll: false });
  const isLive = view.live === true;
  const openId = view.d;
  const summaryQuery = useQuery(deliverySummaryQuery(slug, params));
  const summary = summaryQuery.isPlaceholderData ? undefined : summaryQuery.data;

  const key = useMemo(() => JSON.stringify(params), [params]);
  const [isSelecting, setSelecting] = useState(false);
  const list = useDeliveryRows(params, isLive && openId === null && !isSelecting ? mayMoveRows : undefined);
  const { rows } = list;
  const selection = useSelection(rows, key);
  if (isSelecting !== selection.ids.size > 0) setSelecting(!isSelecting);
  const { mutate: retry } = useRetryDelivery();

  const open = useCallback((id: string | null) => void setView({ d: id, att: null }, { history: "push" }), [setView]);
  const close = () => {
    open(null);
    document.querySelector<HTMLElement>(`[data-row-link="${openId}"]`)?.focus({ preventScroll: true });
  };
  const toggleLive = () => void setView({ live: isLive ? null : true }, { history: "replace" });
  useListKeys({
    rows,
    isOpen: openId !== null,
    mayRetry: may("deliveries:write"),
    retry,
    toggle: selection.toggle,
    toggleLive,
  });

  const [started, setStarted] = useState<string | null>(null);
  const jobId = params.job ?? started;
  const showJob = (job: string) => filter.set({ ...NO_DELIVERY_FILTER, job });

  const at = rows.findIndex(({ id }) => id === openId);
  const isEmpty = list.isSuccess && rows.length === 0 && !list.hasNextPage && !list.isPlaceholderData;
  const isNever = isEmpty && summary?.hasAny === false;
  const { toggle } = selection;
  const actions = useMemo(() => ({ retry, open, toggle }), [retry, open, toggle]);
  return (
    <div className="flex min-h-[calc(100dvh-12rem)] items-start">
      <div className="flex min-w-0 flex-1 flex-col gap-3">
        <FilterBar filter={filter} fixedWebhook={webhookId !== undefined} around={rows[at]?.createdAt} />
        {jobId === null ? (
          <ActiveJobs onOpen={showJob} />
        ) : (
          <JobPanel
            key={jobId}
            id={jobId}
            onShow={params.job === null ? showJob : undefined}
            onClose={() => (setStarted(null), filter.set({ job: null }))}
          />
        )}
        <HistogramStrip summary={summaryQuery.data} onZoom={(from, to) => filter.set({ range: null, from, to })} />
        <div className="flex min-h-8 flex-wrap items-center justify-between gap-2">
          <ResultLine summary={summary} shown={rows.length} />
          <div className="flex items-center gap-2">
            <LiveToggle isLive={isLive} onToggle={toggleLive} />
            <ColumnsMenu />
          </div>
        </div>
        <ListNotices list={list} summaryError={summaryQuery.error} isSelecting={isSelecting} />
        <DeliveryListProvider value={actions}>
          <DeliveryTable
            rows={rows}
            selected={selection.ids}
            openId={openId}
            total={summary?.exact === true ? summary.total : undefined}
            isLoading={list.isLoading}
            isOld={list.isOld}
            hideEndpoint={webhookId !== undefined}
            onSelectAll={selection.selectRows}
            footer={
              isNever ? (
                <NeverAny />
              ) : isEmpty ? (
                <NothingFound filter={filter} summary={summary} fixedWebhook={webhookId !== undefined} />
              ) : (
                !list.isLoading && (
                  <ListFooter
                    shown={rows.length}
                    pages={list.data?.pages.length ?? 0}
                    hasMore={list.hasNextPage}
                    isLoading={list.isFetchingNextPage}
                    isFailed={list.isFetchNextPageError}
                    isSearching={params.q !== null}
                    retentionDays={retentionDays}
                    onMore={() => void list.fetchNextPage()}
                  />
                )
              )
            }
          />
        </DeliveryListProvider>
        {isSelecting && (
          <SelectionBar
            selection={selection}
            params={params}
            summary={summary}
            shown={rows.length}
            onJob={setStarted}
          />
        )}
        <LiveAnnouncer isLive={isLive} />
      </div>
      {openId !== null && (
        <DeliveryDrawer
          id={openId}
          newerId={rows[at - 1]?.id ?? null}
          olderId={at < 0 ? null : (rows[at + 1]?.id ?? null)}
          tabParam={webhookId === undefined ? undefined : "view"}
          onNavigate={open}
          onClose={close}
        />
      )}
    </div>
  );
}
