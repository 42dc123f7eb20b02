"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useLinks, useWorkspace } from "@/components/layout/workspace-context";
import { useToast } from "@/components/ui/toast";
import { TypedConfirmDialog } from "@/components/ui/typed-confirm-dialog";
import { statsKeys } from "@/lib/client/stats";
import { deleteWebhook, webhookKeys } from "@/lib/client/webhooks";
import type { Webhook } from "@/lib/webhooks/schemas";

/** Deletes an endpoint, once its name is typed; then the list is open. */
export function DeleteEndpointDialog({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const { slug } = useWorkspace();
  const links = useLinks();
  const router = useRouter();
  const client = useQueryClient();
  const toast = useToast();
  const remove = useMutation({
    mutationFn: () => deleteWebhook(slug, webhook.id),
    onSuccess: async () => {
      toast({ tone: "ok", title: `${webhook.name} is deleted` });
      router.push(links.endpoints);
      onClose();
      client.removeQueries({ queryKey: webhookKeys.detail(slug, webhook.id) });
      await client.invalidateQueries({ queryKey: [...webhookKeys.all(slug), "list"] });
      await client.invalidateQueries({ queryKey: statsKeys.webhooks(slug) });
    },
  });
  return (
    <TypedConfirmDialog
      title="Delete endpoint"
      word={webhook.name}
      action="Delete endpoint"
      busy={remove.isPending}
      error={remove.error?.message}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      <p>
        Nothing is delivered to it any more, and what is on its way is cancelled. Its deliveries stay in the log, its
        secret does not. To stop for a while, pause it.
      </p>
    </TypedConfirmDialog>
  );
}
