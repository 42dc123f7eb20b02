"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { AttemptOutcome } from "@/components/deliveries/attempt-outcome";
import { DeliveryStatusBadge } from "@/components/deliveries/delivery-status";
import { useLive } from "@/components/layout/live";
import { useLinks, useWorkspace } from "@/components/layout/workspace-context";
import { ProblemCard } from "@/components/ui/problem-card";
import { Skeleton } from "@/components/ui/skeleton";
import { Duration } from "@/components/values/duration";
import { RelativeTime } from "@/components/values/relative-time";
import { deliveryQuery } from "@/lib/client/delivery";

const OPEN = ["pending", "sending"];
const ASK_AGAIN_MS = 1_000;

/** What becomes of one delivery, until its first attempt has ended. */
export function TestDelivery({ id }: { id: string }) {
  const { slug } = useWorkspace();
  const links = useLinks();
  const { data, error, refetch } = useQuery({
    ...deliveryQuery(slug, id),
    // A message may come before the answer to this question, and nobody waits long for a test.
    refetchInterval: ({ state }) =>
      state.data === undefined || OPEN.includes(state.data.status) ? ASK_AGAIN_MS : false,
  });
  useLive("delivery.updated", (message) => {
    if (message.type === "reset" || (message.type === "delivery.updated" && message.deliveryId === id)) void refetch();
  });
  if (error !== null) return <ProblemCard error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton className="h-16" />;
  const attempt = data.attempts.at(-1);
  return (
    <div className="flex flex-col gap-2 rounded-lg border border-border px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <DeliveryStatusBadge status={data.status} />
        <code className="font-mono text-[0.8125rem]">{data.eventType}</code>
        {attempt !== undefined && (
          <AttemptOutcome ok={attempt.ok} statusCode={attempt.statusCode} cause={attempt.cause?.cause ?? null} />
        )}
        {attempt !== undefined && <Duration ms={attempt.totalMs} className="text-muted" />}
        <Link href={links.delivery(id)} className="ml-auto text-accent underline underline-offset-4">
          See the delivery
        </Link>
      </div>
      {attempt?.cause != null && (
        <p>
          <span className="font-medium">{attempt.cause.title}.</span>{" "}
          <span className="text-muted">{attempt.cause.hint}</span>
        </p>
      )}
      {data.status === "held" && (
        <p className="text-muted">The endpoint is paused, so the test waits with everything else.</p>
      )}
      {data.nextAttemptAt !== null && data.status === "retrying" && (
        <p className="text-muted">
          The next attempt is made <RelativeTime iso={data.nextAttemptAt} />.
        </p>
      )}
    </div>
  );
}
