"use client";

import { type InfiniteData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useLive, usePollMs } from "@/components/layout/live";
import { useWorkspace } from "@/components/layout/workspace-context";
import {
  inboxKeys,
  mergeNewest,
  readRequests,
  type RequestFilter,
  type RequestPage,
  requestListQuery,
} from "@/lib/client/inboxes";

/** Messages come twice a request, and in bursts. */
const GATHER_MS = 250;

/**
 * What an inbox received, kept up to date. New requests slide in while the top of the list can be seen; else they are
 * counted, and wait to be asked for.
 */
export function useRequests(id: string, filter: RequestFilter, isTopVisible: () => boolean) {
  const { slug } = useWorkspace();
  const client = useQueryClient();
  const pollMs = usePollMs(5_000);
  const query = useInfiniteQuery({ ...requestListQuery(slug, id, filter), refetchInterval: pollMs });
  const [waitingIds, setWaitingIds] = useState<ReadonlySet<string>>(new Set());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const key = inboxKeys.requestList(slug, id, filter);
  const renew = async (onlyKnown: boolean) => {
    const newest = await readRequests(slug, id, filter).catch(() => undefined);
    const shown = client.getQueryData<InfiniteData<RequestPage, string | null>>(key);
    if (newest === undefined || shown === undefined) return;
    const known = new Set(shown.pages.flatMap(({ data }) => data.map((request) => request.id)));
    const wanted = onlyKnown ? { ...newest, data: newest.data.filter((request) => known.has(request.id)) } : newest;
    if (onlyKnown) setWaitingIds(new Set(newest.data.flatMap((request) => (known.has(request.id) ? [] : request.id))));
    const merged = onlyKnown && wanted.data.length === 0 ? shown : mergeNewest(shown, wanted);
    if (merged === undefined) await client.invalidateQueries({ queryKey: key });
    else client.setQueryData(key, merged);
  };
  const showNewest = () => {
    setWaitingIds(new Set());
    return renew(false);
  };
  useLive("inbox.request", (message) => {
    if (message.type === "inbox.request" && message.inboxId !== id) return;
    if (timer.current !== undefined) return;
    timer.current = setTimeout(() => {
      timer.current = undefined;
      void client.invalidateQueries({ queryKey: inboxKeys.detail(slug, id) });
      void renew(!isTopVisible());
      if (message.type === "reset") void client.invalidateQueries({ queryKey: inboxKeys.requests(slug, id) });
    }, GATHER_MS);
  });
  return { ...query, requests: query.data?.pages.flatMap(({ data }) => data), waiting: waitingIds.size, showNewest };
}
