"use client";

import { useMutation } from "@tanstack/react-query";
import { useWorkspace } from "@/components/layout/workspace-context";
import { Button } from "@/components/ui/button";
import { ProblemCard } from "@/components/ui/problem-card";
import { testWebhook } from "@/lib/client/webhooks";
import type { Webhook } from "@/lib/webhooks/schemas";
import { TestDelivery } from "./test-delivery";

/** Sends a test and shows what becomes of it. */
export function SendTest({ webhook, eventType }: { webhook: Pick<Webhook, "id" | "status">; eventType?: string }) {
  const { slug, may, why } = useWorkspace();
  const send = useMutation({ mutationFn: () => testWebhook(slug, webhook.id, eventType) });
  const reason = !may("webhooks:write")
    ? why("webhooks:write")
    : webhook.status === "disabled"
      ? "The endpoint is disabled. Enable it, then test it."
      : undefined;
  return (
    <div className="flex flex-col items-start gap-3">
      <Button
        variant="secondary"
        busy={send.isPending}
        disabled={reason !== undefined}
        title={reason}
        onClick={() => send.mutate()}
      >
        {send.data === undefined ? "Send test event" : "Send another test event"}
      </Button>
      {reason !== undefined && <p className="text-[0.8125rem] text-muted">{reason}</p>}
      <div aria-live="polite" className="w-full">
        {send.isError && <ProblemCard error={send.error} />}
        {send.data !== undefined && <TestDelivery key={send.data.deliveryId} id={send.data.deliveryId} />}
      </div>
    </div>
  );
}
