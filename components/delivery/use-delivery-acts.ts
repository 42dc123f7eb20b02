"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useWorkspace } from "@/components/layout/workspace-context";
import { useToast } from "@/components/ui/toast";
import { cancelDelivery, retryDelivery } from "@/lib/client/delivery";
import type { DeliveryDetail } from "@/lib/deliveries/schemas";

/** Resending and cancelling, with what is said about them. */
export function useDeliveryActs(delivery: DeliveryDetail, onAttempt: (number: number) => void) {
  const { slug } = useWorkspace();
  const client = useQueryClient();
  const toast = useToast();
  const { id, attemptCount, status } = delivery;
  const refresh = () => client.invalidateQueries({ queryKey: ["deliveries", slug] });
  const resend = useMutation({
    mutationFn: () => retryDelivery(slug, id),
    onSuccess: () => {
      const number = attemptCount + 1;
      toast({
        tone: "ok",
        title: status === "held" ? "Resend planned" : "Resent",
        description:
          status === "held" ? "It goes out when the endpoint is resumed." : `Attempt ${number} goes out now.`,
        action: { label: `Show attempt ${number}`, run: () => onAttempt(number) },
      });
      return refresh();
    },
    onError: (error) => toast({ tone: "bad", title: "Not resent", description: error.message }),
  });
  const cancel = useMutation({
    mutationFn: () => cancelDelivery(slug, id),
    onSuccess: () => {
      toast({ tone: "ok", title: "Retries cancelled", description: "Resend it if that was a mistake." });
      return refresh();
    },
  });
  return { resend, cancel };
}
