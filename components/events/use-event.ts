"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useThrottledCallback } from "use-debounce";
import { useLive, usePollMs } from "@/components/layout/live";
import { useWorkspace } from "@/components/layout/workspace-context";
import { eventDeliveriesQuery, eventKeys, eventQuery } from "@/lib/client/events";

const ASK_MS = 1_000;

/** An event with its deliveries, kept up to date while they are made. */
export function useEvent(id: string) {
  const { slug } = useWorkspace();
  const client = useQueryClient();
  const refetchInterval = usePollMs();
  const event = useQuery({ ...eventQuery(slug, id), refetchInterval });
  const deliveries = useQuery({ ...eventDeliveriesQuery(slug, id), refetchInterval });
  const ask = useThrottledCallback((isNew: boolean) => {
    void client.invalidateQueries({ queryKey: eventKeys.deliveries(slug, id) });
    if (isNew) void client.invalidateQueries({ queryKey: eventKeys.detail(slug, id) });
  }, ASK_MS);
  useLive(["delivery.created", "delivery.updated", "bulk-job.updated"], (message) => {
    if (message.type === "reset") ask(true);
    // A bulk job tells of itself alone, not of each delivery.
    else if (message.type === "bulk-job.updated") ask(false);
    else if ("eventId" in message && message.eventId === id) ask(message.type === "delivery.created");
  });
  return { event, deliveries };
}
