"use client";

import { useState } from "react";
import { useRefreshEndpoints } from "@/components/endpoints/use-endpoint-acts";
import { useWorkspace } from "@/components/layout/workspace-context";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useToast } from "@/components/ui/toast";
import { formatCounted } from "@/components/values/count";
import { changeStatus, recoverFailed, type StatusVerb } from "@/lib/client/webhooks";
import type { EndpointRow } from "./endpoint-row";

type Act = "pause" | "resume" | "recover";
const DONE: Record<Act, string> = { pause: "paused", resume: "resumed", recover: "recovered" };

/** What can be done with the endpoints that are chosen, and how it went. */
export function BulkBar({ rows, onClear }: { rows: readonly EndpointRow[]; onClear: () => void }) {
  const { slug, may } = useWorkspace();
  const refresh = useRefreshEndpoints();
  const toast = useToast();
  const [busy, setBusy] = useState<Act>();
  const [isAsking, setAsking] = useState(false);
  const active = rows.filter(({ webhook }) => webhook.status === "active");
  const paused = rows.filter(({ webhook }) => webhook.status === "paused");
  const failed = rows.filter(
    ({ webhook, figures }) => webhook.status !== "disabled" && (figures?.failedRetryable ?? 0) > 0,
  );
  const failedCount = failed.reduce((sum, { figures }) => sum + (figures?.failedRetryable ?? 0), 0);

  const run = async (act: Act, targets: readonly EndpointRow[], undo?: StatusVerb) => {
    setBusy(act);
    const call = (id: string) => (act === "recover" ? recoverFailed(slug, id) : changeStatus(slug, id, act));
    // One after the other: each is a transaction, and forty at once would only wait for each other.
    const refused: string[] = [];
    for (const { webhook } of targets)
      await call(webhook.id).catch((error: Error) => refused.push(`${webhook.name}: ${error.message}`));
    setBusy(undefined);
    setAsking(false);
    const done = targets.length - refused.length;
    toast({
      tone: refused.length === 0 ? "ok" : "bad",
      title: `${formatCounted(done, "endpoint")} ${DONE[act]}${refused.length === 0 ? "" : `, ${refused.length} not`}`,
      description: refused[0],
      action:
        undo && refused.length === 0
          ? { label: "Undo", run: () => void run(undo === "pause" ? "pause" : "resume", targets) }
          : undefined,
    });
    await refresh();
  };
  return (
    <section
      aria-label="Selected endpoints"
      className="flex flex-wrap items-center gap-2 border-b border-border bg-accent-soft px-4 py-2"
    >
      <p aria-live="polite" className="mr-2 font-medium">
        {formatCounted(rows.length, "endpoint")} selected
      </p>
      {may("webhooks:write") && (
        <>
          <Button
            size="sm"
            variant="secondary"
            busy={busy === "pause"}
            disabled={active.length === 0}
            onClick={() => void run("pause", active, "resume")}
          >
            Pause
          </Button>
          <Button
            size="sm"
            variant="secondary"
            busy={busy === "resume"}
            disabled={paused.length === 0}
            onClick={() => void run("resume", paused, "pause")}
          >
            Resume
          </Button>
        </>
      )}
      {may("deliveries:write") && (
        <Button
          size="sm"
          variant="secondary"
          busy={busy === "recover"}
          disabled={failed.length === 0}
          onClick={() => setAsking(true)}
        >
          Recover failed…
        </Button>
      )}
      <Button size="sm" variant="ghost" className="ml-auto" onClick={onClear}>
        Clear
      </Button>
      {isAsking && (
        <ConfirmDialog
          title="Recover failed deliveries?"
          action={`Send ${formatCounted(failedCount, "delivery", "deliveries")} again`}
          busy={busy === "recover"}
          error={undefined}
          onConfirm={() => void run("recover", failed)}
          onClose={() => setAsking(false)}
        >
          <p>
            {formatCounted(failedCount, "failed delivery", "failed deliveries")} of{" "}
            {formatCounted(failed.length, "endpoint")} are sent again, with the same webhook-id. What is paused waits
            until it is resumed; disabled endpoints are left out.
          </p>
        </ConfirmDialog>
      )}
    </section>
  );
}
