"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Settings2 } from "lucide-react";
import { useWorkspace } from "@/components/layout/workspace-context";
import { Button } from "@/components/ui/button";
import { formatCounted } from "@/components/values/count";
import { describeBehaviour, nextOutcome } from "@/lib/client/inbox-behaviour";
import { type Inbox, inboxKeys, updateInbox } from "@/lib/client/inboxes";
import { PRESETS } from "@/lib/inbox/presets";

/** How it answers now, how far it is in that, and a way to begin again. */
export function BehaviourInForce({ inbox, onChange }: { inbox: Inbox; onChange: () => void }) {
  const { slug, may } = useWorkspace();
  const client = useQueryClient();
  const { behaviour, requestCount } = inbox;
  const reset = useMutation({
    mutationFn: () => updateInbox(slug, inbox.id, { behaviour }),
    onSuccess: (changed) => client.setQueryData(inboxKeys.detail(slug, inbox.id), changed),
  });
  const isOnlyPreset = behaviour.preset !== undefined && Object.keys(behaviour).length === 1;
  const title = isOnlyPreset && behaviour.preset !== undefined ? PRESETS[behaviour.preset].title : "Custom";
  const isDefault = Object.keys(behaviour).length === 0;
  const next = nextOutcome(behaviour, requestCount);
  return (
    <section
      aria-label="Behaviour in force"
      className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 rounded-lg border border-border bg-surface px-4 py-3"
    >
      <div className="min-w-0 flex-1 basis-72">
        <p>
          <strong>{isDefault ? "Default" : title}:</strong> {describeBehaviour(behaviour).join(" ")}
        </p>
        <p className="text-[0.8125rem] text-muted">
          {formatCounted(requestCount, "request")} since it was set.
          {next !== undefined && (next === "well" ? " The next one is answered well." : ` The next one gets ${next}.`)}
        </p>
        {reset.isError && <p className="text-[0.8125rem] text-bad">{reset.error.message}</p>}
      </div>
      {may("inboxes:write") && (
        <div className="flex flex-wrap items-center gap-2">
          <Button
            size="sm"
            variant="ghost"
            disabled={requestCount === 0}
            busy={reset.isPending}
            onClick={() => reset.mutate()}
          >
            Reset counter
          </Button>
          <Button size="sm" variant="secondary" onClick={onChange}>
            <Settings2 aria-hidden className="size-3.5" />
            Change behaviour
          </Button>
        </div>
      )}
    </section>
  );
}
