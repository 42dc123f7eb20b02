"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { ArrowUp, Send, Zap } from "lucide-react";
import Link from "next/link";
import { useQueryStates } from "nuqs";
import { useRef } from "react";
import { useLinks, useWorkspace } from "@/components/layout/workspace-context";
import { Button, buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ProblemCard } from "@/components/ui/problem-card";
import { formatCount } from "@/components/values/count";
import { eventParams, hasEventFilter } from "@/lib/client/event-params";
import { eventsQuery } from "@/lib/client/events";
import { DEFAULT_RANGE, RANGE_WORDS } from "@/lib/client/range";
import { EventFilters } from "./event-filters";
import { EventRows, EventRowsSkeleton } from "./event-rows";
import { useNewestEvents } from "./use-newest-events";

/** Every event that was sent, narrowed by what the address says. */
export function EventList() {
  const { slug } = useWorkspace();
  const [params] = useQueryStates(eventParams);
  const list = useInfiniteQuery({ ...eventsQuery(slug, params), placeholderData: keepPreviousData });
  const shown = list.data?.pages.flatMap((page) => page.data) ?? [];
  const { rows, newCount, hasMore, show } = useNewestEvents(params, shown);
  const top = useRef<HTMLElement>(null);
  const showNew = () => {
    show();
    top.current?.scrollIntoView({ block: "nearest" });
    top.current?.focus();
  };
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <EventFilters />
      <section
        ref={top}
        tabIndex={-1}
        aria-label="Events"
        className="min-w-0 scroll-mt-20 rounded-lg border border-border bg-surface focus:outline-none"
      >
        <div aria-live="polite" className={clsx(newCount > 0 && "border-b border-border px-4 py-2")}>
          {newCount > 0 && (
            <Button size="sm" variant="secondary" onClick={showNew}>
              <ArrowUp aria-hidden className="size-4" />
              {hasMore ? `${formatCount(newCount)} or more new` : `${formatCount(newCount)} new`}
            </Button>
          )}
        </div>
        {list.isError && (
          <div className="p-4">
            <ProblemCard error={list.error} busy={list.isFetching} onRetry={() => void list.refetch()} />
          </div>
        )}
        {list.isPending && <EventRowsSkeleton />}
        {rows.length > 0 && (
          <div className={clsx((list.isError || list.isPlaceholderData) && "opacity-60")}>
            <EventRows events={rows} busy={list.isFetching} />
          </div>
        )}
        {list.isSuccess && rows.length === 0 && !list.hasNextPage && <NoEvents />}
        <ListEnd
          count={rows.length}
          isSearch={params.q !== null}
          hasNextPage={list.hasNextPage}
          busy={list.isFetchingNextPage}
          onMore={() => void list.fetchNextPage()}
        />
      </section>
    </div>
  );
}

function ListEnd({
  count,
  isSearch,
  hasNextPage,
  busy,
  onMore,
}: {
  count: number;
  isSearch: boolean;
  hasNextPage: boolean;
  busy: boolean;
  onMore: () => void;
}) {
  if (count === 0 && !hasNextPage) return null;
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 border-t border-border px-4 py-2.5 text-[0.8125rem] text-muted">
      <span aria-live="polite">
        {hasNextPage
          ? isSearch
            ? `${formatCount(count)} found so far; older events are not searched yet`
            : `The newest ${formatCount(count)}`
          : `All ${formatCount(count)}`}
      </span>
      {hasNextPage && (
        <Button size="sm" variant="secondary" busy={busy} onClick={onMore}>
          {isSearch ? "Search older ones" : "Load more"}
        </Button>
      )}
    </div>
  );
}

function NoEvents() {
  const links = useLinks();
  const { may } = useWorkspace();
  const [params, setParams] = useQueryStates(eventParams);
  const isFiltered = hasEventFilter(params);
  const spanWords =
    params.from !== null || params.to !== null ? "this span" : RANGE_WORDS[params.range ?? DEFAULT_RANGE];
  if (isFiltered)
    return (
      <EmptyState
        icon={<Zap className="size-5" />}
        title="No event matches this filter"
        actions={
          <>
            <Button
              variant="secondary"
              onClick={() => void setParams({ type: null, test: null, project: null, q: null })}
            >
              Remove the filter
            </Button>
            {params.range !== "30d" && (
              <Button variant="secondary" onClick={() => void setParams({ range: "30d", from: null, to: null })}>
                Look at the last 30 days
              </Button>
            )}
          </>
        }
      >
        It was looked for in {spanWords.toLowerCase()}.
      </EmptyState>
    );
  return (
    <EmptyState
      icon={<Zap className="size-5" />}
      title={params.range === "30d" ? "No events yet" : `No events in ${spanWords.toLowerCase()}`}
      actions={
        <>
          {may("events:write") && (
            <Link href={links.newEvent()} className={buttonClass()}>
              <Send aria-hidden className="size-4" />
              Send an event
            </Link>
          )}
          {params.range !== "30d" && (
            <Button variant="secondary" onClick={() => void setParams({ range: "30d", from: null, to: null })}>
              Look at the last 30 days
            </Button>
          )}
        </>
      }
    >
      An event is something that happened in your product. Posthorn sends it to every endpoint that subscribes to its
      type.
    </EmptyState>
  );
}
