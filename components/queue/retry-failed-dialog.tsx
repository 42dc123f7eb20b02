"use client";

import { useQuery } from "@tanstack/react-query";
import { useWorkspace } from "@/components/layout/workspace-context";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ProblemCard } from "@/components/ui/problem-card";
import { Skeleton } from "@/components/ui/skeleton";
import { formatAtLeast, formatCount, formatCounted } from "@/components/values/count";
import { retryPreviewQuery } from "@/lib/client/queue";
import type { BulkPreview } from "@/lib/deliveries/schemas";
import type { RetryFailedRun } from "./use-retry-failed";

const WEBHOOKS_SHOWN = 6;
const REASONS: Record<BulkPreview["excluded"][number]["reason"], string> = {
  webhook_disabled: "endpoint is disabled",
  webhook_deleted: "endpoint was deleted",
  already_planned: "is being sent again already",
  payload_expired: "payload is no longer kept",
  delivered: "was delivered",
  waiting: "waits for an attempt",
  webhook_paused: "endpoint is paused",
  sending: "is being sent",
  ended: "has ended",
};

/** Says what would be sent again, by endpoint, and what is left out, before it is done. */
export function RetryFailedDialog({ retry, onClose }: { retry: RetryFailedRun; onClose: () => void }) {
  const { slug } = useWorkspace();
  const preview = useQuery(retryPreviewQuery(slug));
  const count = preview.data?.retryable;
  return (
    <Dialog title="Retry everything that failed" onClose={onClose}>
      {preview.data !== undefined ? (
        <Numbers preview={preview.data} />
      ) : preview.isError ? (
        <ProblemCard error={preview.error} onRetry={() => void preview.refetch()} busy={preview.isFetching} />
      ) : (
        <Skeleton className="h-32" />
      )}
      {retry.error !== null && <Alert tone="bad" title={retry.error.message} />}
      <div className="flex flex-wrap justify-end gap-3">
        <Button variant="secondary" onClick={onClose} data-autofocus>
          Cancel
        </Button>
        <Button
          busy={retry.isPending}
          disabled={count === undefined || count === 0}
          onClick={() => retry.start(onClose)}
        >
          {count === undefined
            ? "Retry"
            : `Retry ${formatCounted(count, "delivery", "deliveries", preview.data?.exact)}`}
        </Button>
      </div>
    </Dialog>
  );
}

function Numbers({ preview: { total, exact, retryable, byWebhook, excluded } }: { preview: BulkPreview }) {
  const more = byWebhook.length - WEBHOOKS_SHOWN;
  return (
    <div className="flex flex-col gap-3">
      <p>
        <strong>{formatAtLeast(retryable, exact)}</strong> of{" "}
        {formatCounted(total, "failed delivery", "failed deliveries", exact)} would be sent again now, within each
        endpoint’s rate limit. They keep their ids, so receivers can tell repeats.
      </p>
      <ul className="divide-y divide-border rounded-lg border border-border">
        {byWebhook.slice(0, WEBHOOKS_SHOWN).map(({ webhookId, name, count }) => (
          <li key={webhookId} className="flex justify-between gap-4 px-3 py-1.5">
            <bdi className="truncate">{name}</bdi>
            <span>{formatCount(count)}</span>
          </li>
        ))}
        {more > 0 && <li className="px-3 py-1.5 text-muted">and {formatCounted(more, "more endpoint")}</li>}
      </ul>
      {excluded.length > 0 && (
        <p className="text-muted">
          Left out: {excluded.map(({ reason, count }) => `${formatCount(count)} (${REASONS[reason]})`).join(", ")}.
        </p>
      )}
    </div>
  );
}
