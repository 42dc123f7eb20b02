"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useWorkspace } from "@/components/layout/workspace-context";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toast";
import { retryDelivery } from "@/lib/client/delivery";
import { updateWebhook, webhookKeys } from "@/lib/client/webhooks";
import type { DeliveryDetail } from "@/lib/deliveries/schemas";

/** Puts the address that the receiver redirects to into the endpoint, after it was looked at. */
export function RedirectFix({ delivery, target }: { delivery: DeliveryDetail; target: string }) {
  const { slug, may } = useWorkspace();
  const [isOpen, setOpen] = useState(false);
  const client = useQueryClient();
  const toast = useToast();
  const { id, webhookId, webhookName, url } = delivery;
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ["deliveries", slug] }),
      client.invalidateQueries({ queryKey: webhookKeys.all(slug) }),
    ]);
  const change = useMutation({
    mutationFn: async (resend: boolean) => {
      await updateWebhook(slug, webhookId, { url: target });
      if (resend) await retryDelivery(slug, id);
    },
    onSuccess: (_, resend) => {
      setOpen(false);
      toast({ tone: "ok", title: "URL changed", description: resend ? "The delivery was resent to it." : undefined });
    },
    onSettled: refresh,
  });
  if (!may("webhooks:write") || target === url) return null;
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        Use this URL…
      </Button>
      {isOpen && (
        <Dialog title={`Change the URL of ${webhookName}?`} onClose={() => setOpen(false)}>
          <dl className="grid gap-3">
            {[
              ["Now", url],
              ["Then", target],
            ].map(([name, value]) => (
              <div key={name}>
                <dt className="text-[0.8125rem] text-muted">{name}</dt>
                <dd className="font-mono text-[0.8125rem] wrap-anywhere">{value}</dd>
              </div>
            ))}
          </dl>
          <p>Every delivery of this endpoint goes there from now on. Check that the address is the receiver's own.</p>
          {change.error !== null && <Alert tone="bad" title={change.error.message} />}
          <div className="flex flex-wrap justify-end gap-3">
            <Button variant="secondary" onClick={() => setOpen(false)} data-autofocus>
              Cancel
            </Button>
            <Button variant="secondary" busy={change.isPending} onClick={() => change.mutate(false)}>
              Change URL
            </Button>
            <Button busy={change.isPending} onClick={() => change.mutate(true)}>
              Change and resend
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}
