import type { ReactNode } from "react";
import { DeliveryStatusBadge } from "@/components/deliveries/delivery-status";
import { formatCount } from "@/components/values/count";
import { EXCLUSION_WORDS } from "@/lib/client/bulk-words";
import { BULK_EXCLUDABLE } from "@/lib/deliveries/constants";
import type { BulkPreview } from "@/lib/deliveries/schemas";

const ENDPOINTS_SHOWN = 6;

/** What a bulk job would change, by status and by endpoint, and what it would leave out and why. */
export function BulkCounts({
  preview: { byStatus, byWebhook, excluded },
}: {
  preview: Pick<BulkPreview, "byStatus" | "byWebhook" | "excluded">;
}) {
  const more = byWebhook.slice(ENDPOINTS_SHOWN);
  // What is left out by choice has a box of its own.
  const unfit = excluded.filter(({ reason }) => !BULK_EXCLUDABLE.some((each) => each === reason));
  return (
    <div className="flex flex-col gap-3">
      {byStatus.length > 0 && (
        <div className="grid gap-3 sm:grid-cols-2">
          <Split label="By status">
            {byStatus.map(({ status, count }) => (
              <Line key={status} count={count}>
                <DeliveryStatusBadge status={status} />
              </Line>
            ))}
          </Split>
          <Split label="By endpoint">
            {byWebhook.slice(0, ENDPOINTS_SHOWN).map(({ webhookId, name, count }) => (
              <Line key={webhookId} count={count}>
                <bdi className="truncate">{name}</bdi>
              </Line>
            ))}
            {more.length > 0 && (
              <Line count={more.reduce((sum, { count }) => sum + count, 0)}>
                <span className="text-muted">{more.length} more</span>
              </Line>
            )}
          </Split>
        </div>
      )}
      {unfit.length > 0 && (
        <div>
          <h3 className="font-medium">Left out</h3>
          <ul className="text-muted">
            {unfit.map(({ reason, count }) => (
              <li key={reason}>
                {formatCount(count)} {EXCLUSION_WORDS[reason]}.
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

function Split({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <h3 className="text-[0.8125rem] text-muted">{label}</h3>
      <ul className="mt-1 flex flex-col gap-1">{children}</ul>
    </div>
  );
}

function Line({ count, children }: { count: number; children: ReactNode }) {
  return (
    <li className="flex min-w-0 items-center justify-between gap-3">
      {children}
      <span>{formatCount(count)}</span>
    </li>
  );
}
