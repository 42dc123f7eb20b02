"use client";

import Link from "next/link";
import { useEffect, useRef } from "react";
import { DeliveryStatusBadge } from "@/components/deliveries/delivery-status";
import { TextLink } from "@/components/layout/text-link";
import { useLinks } from "@/components/layout/workspace-context";
import { Alert } from "@/components/ui/alert";
import { ProblemCard } from "@/components/ui/problem-card";
import { formatCounted } from "@/components/values/count";
import { IdText } from "@/components/values/id-text";
import { fanOutRows } from "./fan-out-rows";
import { useEvent } from "./use-event";

const SHOWN = 20;

/** What became of an event that was just sent, while it happens. */
export function SendResult({ accepted }: { accepted: { id: string; type: string; deliveries: number } }) {
  const links = useLinks();
  const { event, deliveries } = useEvent(accepted.id);
  const alert = useRef<HTMLDivElement>(null);
  useEffect(() => alert.current?.focus(), []);
  const called = event.data === undefined ? [] : fanOutRows(event.data, deliveries.data?.data ?? []).called;
  return (
    <Alert ref={alert} tone="ok" title={`Accepted: ${formatCounted(accepted.deliveries, "endpoint")} called`}>
      <div className="flex flex-col gap-2.5">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <IdText id={accepted.id} copy />
          <TextLink href={links.event(accepted.id)}>See the event</TextLink>
        </p>
        {event.isError && <ProblemCard error={event.error} onRetry={() => void event.refetch()} />}
        <ul className="flex flex-col gap-1.5">
          {called.slice(0, SHOWN).map(({ webhook, deliveries: [newest] }) =>
            newest === undefined ? null : (
              <li key={webhook.webhookId} className="flex items-center justify-between gap-3">
                <Link
                  href={links.delivery(newest.id)}
                  title={webhook.name}
                  className="min-w-0 truncate py-0.5 underline underline-offset-4"
                >
                  <bdi>{webhook.name}</bdi>
                </Link>
                <DeliveryStatusBadge status={newest.status} />
              </li>
            ),
          )}
        </ul>
      </div>
    </Alert>
  );
}
