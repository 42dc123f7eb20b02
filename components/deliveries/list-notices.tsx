"use client";

import { ArrowUp, WifiOff } from "lucide-react";
import { Alert } from "@/components/ui/alert";
import { ProblemCard } from "@/components/ui/problem-card";
import { formatCount } from "@/components/values/count";
import type { useDeliveryRows } from "./use-delivery-rows";
import { useOnline } from "./use-online";

/** What stands between the filter and the rows: no network, an error, and what is new. */
export function ListNotices({
  list,
  summaryError,
  isSelecting,
}: {
  list: ReturnType<typeof useDeliveryRows>;
  summaryError: Error | null;
  isSelecting: boolean;
}) {
  const isOnline = useOnline();
  const { waiting, hasMoreWaiting } = list;
  return (
    <>
      {!isOnline && (
        <Alert tone="warn" title="You are offline">
          <p className="flex items-center gap-2">
            <WifiOff aria-hidden className="size-4" />
            These rows are from before. They are read again when the connection is back.
          </p>
        </Alert>
      )}
      {list.error !== null ? (
        <ProblemCard
          error={list.error}
          busy={list.isFetching}
          onRetry={() => void (list.isFetchNextPageError ? list.fetchNextPage() : list.refetch())}
        />
      ) : (
        summaryError !== null && <ProblemCard error={summaryError} />
      )}
      {waiting > 0 && (
        <div className="sticky top-28 z-10 flex h-0 justify-center">
          <button
            type="button"
            onClick={() => {
              list.showWaiting();
              window.scrollTo({ top: 0 });
            }}
            title={isSelecting ? "New rows wait while some are selected" : undefined}
            className="inline-flex h-8 cursor-pointer items-center gap-1.5 rounded-full border border-accent bg-accent px-3 text-[0.8125rem] font-medium text-on-accent shadow-lg hover:bg-accent-strong"
          >
            <ArrowUp aria-hidden className="size-3.5" />
            {formatCount(waiting)}
            {hasMoreWaiting && "+"} new
          </button>
        </div>
      )}
    </>
  );
}
