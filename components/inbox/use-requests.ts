"use client";

import { type InfiniteData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { usePollMs } from "@/components/layout/live";
import { useWorkspace } from "@/components/layout/workspace-context";
import {
  inboxKeys,
  mergeNewest,
  readRequests,
  type RequestFilter,
  type RequestPage,
  requestListQuery,
} from "@/lib/client/inboxes";
import { useInboxMessages } from "./use-inbox-messages";

/**
 * What an inbox received, kept up to date. New requests slide in while the top of the list can be seen; else they are
 * counted, and wait to be asked for.
 */
export function useRequests(id: string, filter: RequestFilter, isTopVisible: () => boolean) {
  const { slug } = useWorkspace();
  const client = useQueryClient();
  const pollMs = usePollMs(5_000);
  const query = useInfiniteQuery({
    ...requestListQuery(slug, id, filter),
    refetchInterval: pollMs,
    // While another tab of the page was open nobody kept the list up to date.
    refetchOnMount: "always",
  });
  const [waitingIds, setWaitingIds] = useState<ReadonlySet<string>>(new Set());

  const key = inboxKeys.requestList(slug, id, filter);
  const renew = async (onlyKnown: boolean) => {
    const newest = await readRequests(slug, id, filter).catch(() => undefined);
    const shown = client.getQueryData<InfiniteData<RequestPage, string | null>>(key);
    if (newest === undefined || shown === undefined) return client.invalidateQueries({ queryKey: key });
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
  useInboxMessages(id, () => void renew(!isTopVisible()));
  return { ...query, requests: query.data?.pages.flatMap(({ data }) => data), waiting: waitingIds.size, showNewest };
}
