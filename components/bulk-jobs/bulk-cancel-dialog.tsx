"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useWorkspace } from "@/components/layout/workspace-context";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ProblemCard } from "@/components/ui/problem-card";
import { Skeleton } from "@/components/ui/skeleton";
import { formatCounted } from "@/components/values/count";
import { bulkCancelPreviewQuery, type FilterInput, startBulkCancel } from "@/lib/client/deliveries";
import { randomKey } from "@/lib/client/random-key";
import type { BulkJob } from "@/lib/deliveries/schemas";
import { BulkCounts } from "./bulk-counts";
import { TypedNumber } from "./typed-number";

const TYPED_FROM = 1_000;

/** Says what would be cancelled before it is. */
export function BulkCancelDialog({
  filter,
  words,
  onStarted,
  onClose,
}: {
  filter: FilterInput;
  words: string;
  onStarted: (job: BulkJob, count: number) => void;
  onClose: () => void;
}) {
  const { slug } = useWorkspace();
  const [key] = useState(randomKey);
  const [typed, setTyped] = useState("");
  const query = useQuery(bulkCancelPreviewQuery(slug, filter));
  const count = query.data?.cancellable ?? 0;
  const isExact = query.data?.exact ?? true;
  const start = useMutation({
    mutationFn: () => startBulkCancel(slug, filter, key),
    onSuccess: ({ job }) => job !== null && onStarted(job, count),
  });
  return (
    <Dialog title="Cancel pending deliveries" wide onClose={onClose}>
      <p className="text-muted">{words}.</p>
      {query.error !== null ? (
        <ProblemCard error={query.error} busy={query.isFetching} onRetry={() => void query.refetch()} />
      ) : query.data === undefined ? (
        <Skeleton className="h-32" />
      ) : (
        <>
          <p className="font-medium">
            {count === 0
              ? "None of these waits for an attempt."
              : `No further attempt will be made for ${formatCounted(count, "delivery", "deliveries", isExact)}.${isExact ? "" : " Only the newest were counted."}`}
          </p>
          <BulkCounts preview={query.data} />
          {count > 0 && <p className="text-muted">A cancelled delivery can be sent again by hand later.</p>}
          {count > TYPED_FROM && <TypedNumber count={count} isExact={isExact} typed={typed} onChange={setTyped} />}
        </>
      )}
      {start.error !== null && <ProblemCard error={start.error} />}
      <div className="flex flex-wrap justify-end gap-3">
        <Button variant="secondary" onClick={onClose} data-autofocus>
          Keep them
        </Button>
        <Button
          variant="danger"
          busy={start.isPending || start.isSuccess}
          disabled={count === 0 || (count > TYPED_FROM && typed !== String(count))}
          onClick={() => start.mutate()}
        >
          Cancel {count === 0 ? "" : formatCounted(count, "delivery", "deliveries", isExact)}
        </Button>
      </div>
    </Dialog>
  );
}
