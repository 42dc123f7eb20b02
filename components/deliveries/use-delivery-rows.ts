"use client";

import { keepPreviousData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";
import { useThrottledCallback } from "use-debounce";
import { useLive, usePollMs } from "@/components/layout/live";
import { useWorkspace } from "@/components/layout/workspace-context";
import { deliveryListKeys, deliveryListQuery, IDS_MAX, listByIds, listNewest } from "@/lib/client/deliveries";
import type { DeliveryParams } from "@/lib/client/delivery-params";
import { type DeliveryPages, newerRows, patchRows, rowsOf, withHead } from "@/lib/client/delivery-rows";
import type { Delivery } from "@/lib/deliveries/schemas";

const HEAD_EVERY_MS = 1_000;
const ROWS_EVERY_MS = 700;
const SUMMARY_EVERY_MS = 5_000;
/** Rows that are kept while new ones slide in. */
const TAIL_ROWS_MAX = 500;

const OPEN: readonly Delivery["status"][] = ["pending", "sending", "retrying", "held"];

type Head = { data: Delivery[]; nextCursor: string | null };

/**
 * The rows of a filter, kept fresh: what is shown changes in its place, and what is new waits in `waiting` until it is
 * asked for, or comes in by itself while `mayFollow` says so.
 */
export function useDeliveryRows(params: DeliveryParams, mayFollow: (() => boolean) | undefined) {
  const { slug } = useWorkspace();
  const client = useQueryClient();
  const options = deliveryListQuery(slug, params);
  const query = useInfiniteQuery({ ...options, placeholderData: keepPreviousData });
  const [head, setHead] = useState<{ of: DeliveryParams; page: Head } | null>(null);
  const [shown, setShown] = useState<DeliveryPages | undefined>(query.data);
  // What was shown stays when the next filter's rows cannot be had.
  if (query.data !== undefined && query.data !== shown) setShown(query.data);
  const pages = query.data ?? shown;
  const rows = useMemo(() => rowsOf(pages), [pages]);

  const read = () => client.getQueryData<DeliveryPages>(options.queryKey);
  const write = (change: (pages: DeliveryPages) => DeliveryPages) =>
    client.setQueryData<DeliveryPages>(options.queryKey, (before) => before && change(before));

  const checkHead = useThrottledCallback(
    () => {
      if (read() === undefined) return;
      const key = options.queryKey;
      listNewest(slug, params).then(
        (page) => {
          const before = client.getQueryData<DeliveryPages>(key);
          if (before === undefined || newerRows(before, page).length === 0) return;
          if (mayFollow?.() === true) client.setQueryData<DeliveryPages>(key, withHead(before, page, TAIL_ROWS_MAX));
          else setHead({ of: params, page });
        },
        // The list itself says when the API does not answer; new rows are looked for again with the next message.
        () => undefined,
      );
    },
    HEAD_EVERY_MS,
    { leading: true, trailing: true },
  );
  const [stale] = useState(() => new Set<string>());
  const refreshRows = useThrottledCallback(
    () => {
      const ids = [...stale];
      stale.clear();
      for (let from = 0; from < ids.length; from += IDS_MAX)
        listByIds(slug, ids.slice(from, from + IDS_MAX)).then(
          (fresh) => {
            const byId = new Map(fresh.map((row) => [row.id, row]));
            write((before) => patchRows(before, (row) => byId.get(row.id) ?? row, new Set(byId.keys())));
          },
          () => undefined,
        );
    },
    ROWS_EVERY_MS,
    { leading: false, trailing: true },
  );
  const refreshSummary = useThrottledCallback(
    () => void client.invalidateQueries({ queryKey: deliveryListKeys.summary(slug, params) }),
    SUMMARY_EVERY_MS,
    { leading: false, trailing: true },
  );
  const catchUp = () => {
    for (const row of rowsOf(read())) if (OPEN.includes(row.status)) stale.add(row.id);
    refreshRows();
    checkHead();
    refreshSummary();
  };

  useLive(["delivery.created", "delivery.updated", "bulk-job.updated"], (message) => {
    if (message.type === "reset") return catchUp();
    refreshSummary();
    if (message.type === "bulk-job.updated") {
      // A job says that it changed deliveries, not which ones.
      for (const { id } of rowsOf(read())) stale.add(id);
      return refreshRows();
    }
    if (message.type === "delivery.created") return checkHead();
    if (message.type !== "delivery.updated") return;
    const { deliveryId, status, attemptCount, lastStatusCode, nextAttemptAt } = message;
    const known = rowsOf(read()).some(({ id }) => id === deliveryId);
    if (!known) return checkHead();
    write((before) =>
      patchRows(
        before,
        (row) => ({ ...row, status, attemptCount, lastStatusCode, nextAttemptAt }),
        new Set([deliveryId]),
      ),
    );
    stale.add(deliveryId);
    refreshRows();
  });

  const pollMs = usePollMs();
  useEffect(() => {
    if (pollMs === false) return;
    const timer = setInterval(catchUp, pollMs);
    return () => clearInterval(timer);
  });
  // Rows of an earlier visit may have changed since, and so may those that were there when a further page was asked for.
  const pageCount = query.isPlaceholderData ? 0 : (query.data?.pages.length ?? 0);
  const latestCatchUp = useRef(catchUp);
  useEffect(() => {
    latestCatchUp.current = catchUp;
  });
  useEffect(() => {
    if (pageCount > 0) latestCatchUp.current();
  }, [params, pageCount]);

  const waiting = head !== null && head.of === params && pages !== undefined ? newerRows(pages, head.page).length : 0;
  const showWaiting = (rowsMax?: number) => {
    if (head === null || waiting === 0) return;
    write((before) => withHead(before, head.page, rowsMax));
    setHead(null);
  };
  // Whoever scrolls back to the top while the tail is on wants to see what came.
  const latestShow = useRef(() => {});
  useEffect(() => {
    latestShow.current = () => mayFollow?.() === true && showWaiting(TAIL_ROWS_MAX);
  });
  useEffect(() => {
    const onScroll = () => latestShow.current();
    window.addEventListener("scroll", onScroll, { passive: true });
    return () => window.removeEventListener("scroll", onScroll);
  }, []);

  return {
    ...query,
    rows,
    /** New rows that are not shown yet, and whether there are more of them than were read. */
    waiting,
    hasMoreWaiting: waiting > 0 && head !== null && waiting === head.page.data.length && head.page.nextCursor !== null,
    showWaiting: () => showWaiting(),
    /** Whether the rows are those of another filter, or of before an error. */
    isOld: query.isPlaceholderData || (query.data === undefined && shown !== undefined),
  };
}
