"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useLinks, useWorkspace } from "@/components/layout/workspace-context";
import { useToast } from "@/components/ui/toast";
import { deliveryListKeys } from "@/lib/client/deliveries";
import { deliveryKeys, retryDelivery } from "@/lib/client/delivery";
import { type DeliveryPages, patchRows } from "@/lib/client/delivery-rows";
import { ProblemError } from "@/lib/client/fetcher";
import type { Delivery } from "@/lib/deliveries/schemas";

/** Sends one delivery again: its row says so at once, and goes back to what it was when the API refuses. */
export function useRetryDelivery() {
  const { slug } = useWorkspace();
  const links = useLinks();
  const router = useRouter();
  const client = useQueryClient();
  const toast = useToast();
  const lists = { queryKey: deliveryListKeys.lists(slug) };
  const put = (id: string, change: (row: Delivery) => Delivery) =>
    client.setQueriesData<DeliveryPages>(lists, (pages) => pages && patchRows(pages, change, new Set([id])));

  return useMutation({
    mutationFn: ({ id }: Delivery) => retryDelivery(slug, id),
    onMutate: ({ id }) => {
      put(id, (row) => (row.status === "delivered" ? row : { ...row, status: "pending", nextAttemptAt: null }));
    },
    onSuccess: (fresh) => {
      put(fresh.id, (row) => (row.attemptCount > fresh.attemptCount ? row : fresh));
      toast({
        tone: "ok",
        title: fresh.status === "held" ? "Retry waits for the endpoint to be resumed" : "Retry queued",
        description: `${fresh.eventType} to ${fresh.webhookName}`,
        action: { label: "View delivery", run: () => router.push(links.delivery(fresh.id)) },
      });
      void client.invalidateQueries({ queryKey: deliveryKeys.detail(slug, fresh.id) });
    },
    onError: (error, before) => {
      put(before.id, () => before);
      toast({
        tone: "bad",
        title: "The delivery was not retried",
        description: error instanceof ProblemError ? error.message : "It could not be sent again.",
      });
    },
  });
}
