"use client";

import clsx from "clsx";
import dynamic from "next/dynamic";
import { useQueryStates } from "nuqs";
import { useRef, useState } from "react";
import { useShortcut } from "@/components/layout/shortcuts";
import { useWorkspace } from "@/components/layout/workspace-context";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ProblemCard } from "@/components/ui/problem-card";
import { Skeleton } from "@/components/ui/skeleton";
import { formatCount, formatCounted } from "@/components/values/count";
import { inboxParams, requestFilterOf } from "@/lib/client/inbox-params";
import { type Inbox, REQUESTS_KEPT } from "@/lib/client/inboxes";
import { ClearRequestsDialog } from "./clear-requests-dialog";
import { NoRequests } from "./no-requests";
import { RequestFilters } from "./request-filters";
import { RequestRow } from "./request-row";
import { useRequests } from "./use-requests";

// The viewers of headers and bodies are as much script as the rest of the page.
const RequestDetail = dynamic(() => import("./request-detail").then((module) => module.RequestDetail), {
  loading: () => <Skeleton className="h-96" />,
});

/** What came, and beside it the request that is open. */
export function RequestsPanel({ inbox }: { inbox: Inbox }) {
  const { may } = useWorkspace();
  const [params, setParams] = useQueryStates(inboxParams, { history: "push" });
  const { q, verdict, request: openId } = params;
  const [isClearing, setClearing] = useState(false);
  const top = useRef<HTMLDivElement>(null);
  const isTopVisible = () => (top.current?.getBoundingClientRect().bottom ?? 0) >= 0;
  const list = useRequests(inbox.id, requestFilterOf(params), isTopVisible);
  const { requests } = list;
  const open = (id: string | null) => void setParams({ request: id });
  const step = (by: number) => {
    const index = requests?.findIndex(({ id }) => id === openId) ?? -1;
    const next = requests?.[index === -1 ? 0 : index + by];
    if (next !== undefined) void setParams({ request: next.id }, { history: "replace" });
  };
  useShortcut("j", "Next request", () => step(1));
  useShortcut("k", "Previous request", () => step(-1));
  const isFiltered = q !== null || verdict !== null;
  return (
    <div className="flex flex-col gap-4">
      <div
        className={clsx("flex-wrap items-center justify-between gap-3", openId === null ? "flex" : "hidden lg:flex")}
      >
        <RequestFilters />
        {may("inboxes:write") && (
          <Button size="sm" variant="secondary" disabled={inbox.kept === 0} onClick={() => setClearing(true)}>
            Clear requests
          </Button>
        )}
      </div>
      <div ref={top} aria-hidden />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(20rem,26rem)_minmax(0,1fr)]">
        <div className={clsx("min-w-0 flex-col gap-2", openId === null ? "flex" : "hidden lg:flex")}>
          {list.waiting > 0 && (
            <Button
              size="sm"
              className="self-center"
              onClick={() => void list.showNewest().then(() => top.current?.scrollIntoView())}
            >
              {formatCounted(list.waiting, "new request")}
            </Button>
          )}
          {requests === undefined ? (
            list.isError ? (
              <ProblemCard error={list.error} onRetry={() => void list.refetch()} busy={list.isFetching} />
            ) : (
              <Skeleton className="h-64" />
            )
          ) : requests.length === 0 ? (
            <div className="rounded-lg border border-border bg-surface">
              {isFiltered ? (
                <EmptyState
                  title="No request matches"
                  actions={
                    <Button size="sm" variant="secondary" onClick={() => void setParams({ q: null, verdict: null })}>
                      Clear search
                    </Button>
                  }
                >
                  {formatCount(inbox.kept)} kept here. The search looks at method, path, headers and the beginning of
                  bodies.
                </EmptyState>
              ) : (
                <NoRequests inbox={inbox} />
              )}
            </div>
          ) : (
            <ul aria-label="Requests" className="overflow-hidden rounded-lg border border-border bg-surface">
              {requests.map((request) => (
                <RequestRow
                  key={request.id}
                  request={request}
                  isOpen={request.id === openId}
                  onOpen={() => open(request.id)}
                />
              ))}
            </ul>
          )}
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
          <p className="text-[0.8125rem] text-muted">
            {formatCount(inbox.kept)} of at most {REQUESTS_KEPT} kept; older ones make room. Of a body 1 MiB is kept.
          </p>
        </div>
        <div className={openId === null ? "hidden lg:block" : undefined}>
          {openId === null ? (
            requests !== undefined &&
            requests.length > 0 && (
              <p className="rounded-lg border border-dashed border-border px-4 py-12 text-center text-muted">
                Choose a request to see its headers and body.
              </p>
            )
          ) : (
            <RequestDetail inbox={inbox} id={openId} onClose={() => open(null)} />
          )}
        </div>
      </div>
      {isClearing && (
        <ClearRequestsDialog inbox={inbox} onClose={() => setClearing(false)} onCleared={() => open(null)} />
      )}
    </div>
  );
}
