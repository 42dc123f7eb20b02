"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useThrottledCallback } from "use-debounce";
import { useLive, usePollMs } from "@/components/layout/live";
import { useWorkspace } from "@/components/layout/workspace-context";
import type { EventParams } from "@/lib/client/event-params";
import { eventKeys, EVENTS_PAGE, eventsQuery, newestEventsQuery } from "@/lib/client/events";
import type { EventListItem } from "@/lib/events/schemas";

/** A busy workspace tells hundreds of changes a second; the list asks at most this often. */
const ASK_MS = 2_000;

/**
 * What has come in since a list was read. Rows that are shown get their outcomes at once; new rows wait until they are
 * asked for, so that nothing moves under the pointer.
 */
export function useNewestEvents(params: EventParams, shown: readonly EventListItem[]) {
  const { slug } = useWorkspace();
  const client = useQueryClient();
  const pollMs = usePollMs();
  const [hasNews, setNews] = useState(false);
  const query = newestEventsQuery(slug, params);
  const ask = useThrottledCallback(() => {
    setNews(true);
    void client.invalidateQueries({ queryKey: query.queryKey });
  }, ASK_MS);
  useLive(["event.created", "delivery.created", "delivery.updated"], ask);
  const { data } = useQuery({ ...query, enabled: hasNews || pollMs !== false, refetchInterval: pollMs });
  const newest = data?.data ?? [];
  const top = shown[0]?.id ?? "";
  const byId = new Map(newest.map((event) => [event.id, event]));
  const isEmpty = shown.length === 0;
  const newCount = isEmpty ? 0 : newest.filter(({ id }) => id > top).length;
  return {
    // Where nothing is shown, nothing can move.
    rows: isEmpty ? newest : shown.map((row) => byId.get(row.id) ?? row),
    newCount,
    hasMore: newCount >= EVENTS_PAGE,
    /** Puts the new rows on top; what was read below them is read again when it is wanted. */
    show: () => {
      if (data !== undefined)
        client.setQueryData(eventsQuery(slug, params).queryKey, { pages: [data], pageParams: [null] });
      void client.invalidateQueries({ queryKey: eventKeys.list(slug, params) });
    },
  };
}
