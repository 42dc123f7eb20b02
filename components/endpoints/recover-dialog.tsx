"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useWorkspace } from "@/components/layout/workspace-context";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Segmented } from "@/components/ui/segmented";
import { formatCounted } from "@/components/values/count";
import { recoverableQuery } from "@/lib/client/webhooks";
import { DAY_MS, HOUR_MS } from "@/lib/core/clock";
import type { Webhook } from "@/lib/webhooks/schemas";
import { useRecover } from "./use-endpoint-acts";

const SPANS = { all: null, "7d": 7 * DAY_MS, "24h": DAY_MS, "1h": HOUR_MS } as const;
type Span = keyof typeof SPANS;
const SPAN_WORDS: Record<Span, string> = { all: "All", "7d": "7 days", "24h": "24 hours", "1h": "1 hour" };

/** Sends failed deliveries of one endpoint again; says how many before. */
export function RecoverDialog({
  webhook,
  title = "Recover failed deliveries",
  onClose,
}: {
  webhook: Webhook;
  title?: string;
  onClose: () => void;
}) {
  const { slug } = useWorkspace();
  const [span, setSpan] = useState<Span>("all");
  const [openedMs] = useState(() => Date.now());
  const spanMs = SPANS[span];
  const from = spanMs === null ? undefined : new Date(openedMs - spanMs).toISOString();
  const { data, error } = useQuery(recoverableQuery(slug, webhook.id, from));
  const count = data?.count;
  const recover = useRecover(onClose);
  const isDisabled = webhook.status === "disabled";
  return (
    <Dialog title={title} onClose={onClose}>
      <p>
        Sends failed deliveries of <strong className="font-semibold">{webhook.name}</strong> again, with the same
        webhook-id, so that a receiver can tell what it has seen before.
      </p>
      <div className="flex flex-col items-start gap-1.5">
        <p className="font-medium">Created in the last</p>
        <Segmented
          label="Created in the last"
          value={span}
          onChange={setSpan}
          options={(Object.keys(SPANS) as Span[]).map((value) => ({ value, label: SPAN_WORDS[value] }))}
        />
      </div>
      <p aria-live="polite" className="min-h-5 font-medium">
        {count !== undefined &&
          (count === 0
            ? "No delivery has failed in this time."
            : `${formatCounted(count, "delivery", "deliveries", data?.isExact)} will be sent again.`)}
      </p>
      {webhook.status === "paused" && (
        <p className="text-muted">The endpoint is paused: they wait until it is resumed.</p>
      )}
      {isDisabled && <p className="text-muted">The endpoint is disabled. It is enabled first.</p>}
      {(error ?? recover.error) !== null && <Alert tone="bad" title={(error ?? recover.error)?.message} />}
      <div className="flex flex-wrap justify-end gap-3">
        <Button variant="secondary" onClick={onClose} data-autofocus>
          Cancel
        </Button>
        <Button
          busy={recover.isPending}
          disabled={count === undefined || count === 0}
          onClick={() => recover.mutate({ webhook, from, enable: isDisabled })}
        >
          {isDisabled ? "Enable and recover" : "Recover"}
          {count !== undefined && count > 0 ? ` ${formatCounted(count, "delivery", "deliveries", data?.isExact)}` : ""}
        </Button>
      </div>
    </Dialog>
  );
}
