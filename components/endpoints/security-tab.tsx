"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useWorkspace } from "@/components/layout/workspace-context";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useToast } from "@/components/ui/toast";
import { Countdown } from "@/components/values/countdown";
import { Time } from "@/components/values/time";
import { expirePreviousSecret } from "@/lib/client/webhooks";
import type { Webhook } from "@/lib/webhooks/schemas";
import { ReceiverSamples } from "./receiver-samples";
import { RotateDialog } from "./rotate-dialog";
import { SecretReveal } from "./secret-reveal";
import { useRefreshEndpoints } from "./use-endpoint-acts";

/** The signing secret, its rotation, and how receivers verify. */
export function SecurityTab({ webhook }: { webhook: Webhook }) {
  const { may, why } = useWorkspace();
  const [isRotating, setRotating] = useState(false);
  const mayWrite = may("webhooks:write");
  return (
    <div className="flex flex-col gap-4">
      <Card
        title="Signing secret"
        description="Every delivery is signed with it. Who knows it can forge deliveries, so each look at it is in the audit log."
        actions={
          <Button
            size="sm"
            variant="secondary"
            disabled={!mayWrite}
            title={mayWrite ? undefined : why("webhooks:write")}
            onClick={() => setRotating(true)}
          >
            Rotate…
          </Button>
        }
      >
        <div className="flex flex-col gap-4">
          {/* After a rotation what was shown of the old secret goes. */}
          <SecretReveal key={webhook.updatedAt} webhookId={webhook.id} />
          {webhook.previousSecretExpiresAt !== null && (
            <Overlap webhook={webhook} until={webhook.previousSecretExpiresAt} mayWrite={mayWrite} />
          )}
        </div>
      </Card>
      <ReceiverSamples />
      {isRotating && <RotateDialog webhook={webhook} onClose={() => setRotating(false)} />}
    </div>
  );
}

function Overlap({ webhook, until, mayWrite }: { webhook: Webhook; until: string; mayWrite: boolean }) {
  const { slug } = useWorkspace();
  const [isAsking, setAsking] = useState(false);
  const refresh = useRefreshEndpoints();
  const toast = useToast();
  const expire = useMutation({
    mutationFn: () => expirePreviousSecret(slug, webhook.id),
    onSuccess: async () => {
      setAsking(false);
      toast({ tone: "ok", title: "Only the current secret signs now" });
      await refresh();
    },
  });
  return (
    <Alert tone="info" title="Two secrets sign">
      <p>
        The secret before the last rotation signs too until <Time iso={until} />:{" "}
        <Countdown to={until} className="font-medium" /> left.
      </p>
      {mayWrite && (
        <Button size="sm" variant="secondary" className="mt-2" onClick={() => setAsking(true)}>
          Expire the old one now
        </Button>
      )}
      {isAsking && (
        <ConfirmDialog
          title="Expire the old secret now?"
          action="Expire now"
          busy={expire.isPending}
          error={expire.error?.message}
          onConfirm={() => expire.mutate()}
          onClose={() => setAsking(false)}
        >
          <p>
            From the next attempt on, a receiver that still has the old secret rejects deliveries. This cannot be taken
            back.
          </p>
        </ConfirmDialog>
      )}
    </Alert>
  );
}
