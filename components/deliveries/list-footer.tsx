"use client";

import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { formatCount } from "@/components/values/count";

/** So far before its end the next page is asked for. */
const AHEAD = "600px";
/** Pages that come by themselves one after the other; from then on the button asks, so that the end of the page can be reached. */
const BY_ITSELF_PAGES = 6;

/** The end of the list: the next page comes by itself as it gets near, or by the button. */
export function ListFooter({
  shown,
  pages,
  hasMore,
  isLoading,
  isFailed,
  isSearching,
  retentionDays,
  onMore,
}: {
  shown: number;
  pages: number;
  hasMore: boolean;
  isLoading: boolean;
  /** The last page could not be had: the next try is somebody's own. */
  isFailed: boolean;
  /** A search goes through all payloads, so a page of it may be empty. */
  isSearching: boolean;
  retentionDays: number | undefined;
  onMore: () => void;
}) {
  const ref = useRef<HTMLDivElement>(null);
  const latest = useRef(onMore);
  useEffect(() => {
    latest.current = onMore;
  });
  const isByItself =
    hasMore && !isLoading && !isFailed && (pages % BY_ITSELF_PAGES !== 0 || (isSearching && shown === 0));
  useEffect(() => {
    const end = ref.current;
    if (end === null || !isByItself) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && latest.current(), {
      rootMargin: AHEAD,
    });
    observer.observe(end);
    return () => observer.disconnect();
  }, [isByItself, pages]);
  if (!hasMore)
    return shown === 0 ? null : (
      <p className="px-4 py-5 text-center text-[0.8125rem] text-muted">
        That is all.
        {retentionDays !== undefined && ` What is older than ${formatCount(retentionDays)} days is deleted.`}
      </p>
    );
  return (
    <div ref={ref} className="flex justify-center p-4">
      <Button variant="secondary" size="sm" busy={isLoading} onClick={onMore}>
        {isLoading ? (isSearching ? "Searching older deliveries" : "Loading") : "Load more"}
      </Button>
    </div>
  );
}
