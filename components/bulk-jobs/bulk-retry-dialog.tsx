"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useWorkspace } from "@/components/layout/workspace-context";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ProblemCard } from "@/components/ui/problem-card";
import { Skeleton } from "@/components/ui/skeleton";
import { formatCounted } from "@/components/values/count";
import { bulkRetryPreviewQuery, type FilterInput, startBulkRetry } from "@/lib/client/deliveries";
import { randomKey } from "@/lib/client/random-key";
import { BULK_EXCLUDABLE, type BulkExcludable } from "@/lib/deliveries/constants";
import type { BulkJob } from "@/lib/deliveries/schemas";
import { BulkCounts } from "./bulk-counts";
import { BulkInclude } from "./bulk-include";
import { BulkLimits, isLimit } from "./bulk-limits";
import { TypedNumber } from "./typed-number";

/** From here on the number has to be typed. */
const TYPED_FROM = 1_000;

/** Says what would be sent again, and how much of it, before it is: then it is one job, however often the button is pressed. */
export function BulkRetryDialog({
  filter,
  words,
  onStarted,
  onClose,
}: {
  filter: FilterInput;
  /** The filter as a sentence without its full stop. */
  words: string;
  onStarted: (job: BulkJob, count: number) => void;
  onClose: () => void;
}) {
  const { slug } = useWorkspace();
  const [key] = useState(randomKey);
  const [exclude, setExclude] = useState<readonly BulkExcludable[]>(["delivered", "waiting"]);
  const [limits, setLimits] = useState({ rate: "", max: "" });
  const [typed, setTyped] = useState("");
  // What the boxes are about is what would be left out if all were.
  const all = useQuery(bulkRetryPreviewQuery(slug, { filter, exclude: [...BULK_EXCLUDABLE] }));
  const query = useQuery(bulkRetryPreviewQuery(slug, { filter, exclude: [...exclude] }));
  const start = useMutation({
    mutationFn: () =>
      startBulkRetry(
        slug,
        {
          filter,
          exclude: [...exclude],
          ...(limits.rate !== "" && { ratePerSecond: Number(limits.rate) }),
          ...(limits.max !== "" && { max: Number(limits.max) }),
        },
        key,
      ),
    onSuccess: ({ job }) => job !== null && onStarted(job, count),
  });

  const preview = query.isPlaceholderData ? undefined : query.data;
  const areLimitsRight = isLimit(limits.rate, 1_000) && isLimit(limits.max, 10_000_000);
  const count = Math.min(preview?.retryable ?? 0, limits.max === "" || !areLimitsRight ? Infinity : Number(limits.max));
  const isExact = (preview?.exact ?? true) || count < (preview?.retryable ?? 0);
  const isTypedRight = count <= TYPED_FROM || typed === String(count);
  const delivered = all.data?.excluded.find(({ reason }) => reason === "delivered")?.count ?? 0;
  return (
    <Dialog title="Resend deliveries" wide onClose={onClose}>
      <p className="text-muted">{words}.</p>
      {query.error !== null ? (
        <ProblemCard error={query.error} busy={query.isFetching} onRetry={() => void query.refetch()} />
      ) : query.data === undefined || all.data === undefined ? (
        <Skeleton className="h-40" />
      ) : (
        <>
          <p className="font-medium" aria-live="polite">
            {preview === undefined
              ? "Counting…"
              : `${formatCounted(count, "delivery", "deliveries", isExact)} will be sent again.${isExact ? "" : " Only the newest were counted."}`}
          </p>
          <BulkCounts preview={query.data} />
          <BulkInclude excluded={all.data.excluded} exclude={exclude} onChange={setExclude} />
          {delivered > 0 && !exclude.includes("delivered") && (
            <Alert tone="warn" title="Receivers may process these twice">
              Delivered ones go out with the same webhook-id as before. A receiver that remembers ids ignores the second
              one; any other does its work again.
            </Alert>
          )}
          <BulkLimits limits={limits} onChange={setLimits} />
          {count > TYPED_FROM && <TypedNumber count={count} isExact={isExact} typed={typed} onChange={setTyped} />}
        </>
      )}
      {start.error !== null && <ProblemCard error={start.error} />}
      <div className="flex flex-wrap justify-end gap-3">
        <Button variant="secondary" onClick={onClose} data-autofocus>
          Cancel
        </Button>
        <Button
          busy={start.isPending || start.isSuccess}
          disabled={preview === undefined || count === 0 || !areLimitsRight || !isTypedRight}
          onClick={() => start.mutate()}
        >
          Resend {count === 0 ? "" : formatCounted(count, "delivery", "deliveries", isExact)}
        </Button>
      </div>
    </Dialog>
  );
}
