"use client";

import { useState } from "react";
import { useLinks } from "@/components/layout/workspace-context";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ProblemCard } from "@/components/ui/problem-card";
import { TextLink } from "@/components/layout/text-link";
import { formatCount } from "@/components/values/count";
import type { Delivery } from "@/lib/deliveries/schemas";
import type { EventDetail, FanOut } from "@/lib/events/schemas";
import { CalledEndpoint } from "./called-endpoint";
import { fanOutRows, summaryOf } from "./fan-out-rows";
import { NotCalledEndpoint } from "./not-called-endpoint";

const CALLED_SHOWN = 20;
const NOT_CALLED_SHOWN = 6;

/** Every endpoint of the workspace: how its delivery stands, or why there is none and what would change that. */
export function FanOutCard({
  event,
  deliveries,
  problem,
  onRetry,
  onReplay,
}: {
  event: EventDetail;
  deliveries: readonly Delivery[];
  problem: unknown;
  onRetry: () => void;
  onReplay: (webhook: FanOut) => void;
}) {
  const links = useLinks();
  const [isWhole, setWhole] = useState(false);
  const rows = fanOutRows(event, deliveries);
  const total = rows.called.length + rows.notCalled.length;
  const called = isWhole ? rows.called : rows.called.slice(0, CALLED_SHOWN);
  const notCalled = isWhole ? rows.notCalled : rows.notCalled.slice(0, NOT_CALLED_SHOWN);
  const hidden = total - called.length - notCalled.length;
  return (
    <Card
      title="Fan-out"
      description={<span aria-live="polite">{summaryOf(rows)}</span>}
      actions={
        rows.called.length > 0 && (
          <TextLink href={links.deliveries({ event: event.id, range: "30d" })}>See the deliveries</TextLink>
        )
      }
    >
      <div className="-mx-4 -my-4 sm:-mx-6 sm:-my-5">
        {problem !== undefined && (
          <div className="p-4">
            <ProblemCard error={problem} onRetry={onRetry} />
          </div>
        )}
        <ul className="divide-y divide-border">
          {called.map((row) => (
            <CalledEndpoint
              key={row.webhook.webhookId}
              row={row}
              eventId={event.id}
              onReplay={() => onReplay(row.webhook)}
            />
          ))}
          {notCalled.map((webhook) => (
            <NotCalledEndpoint
              key={webhook.webhookId}
              webhook={webhook}
              type={event.type}
              onReplay={() => onReplay(webhook)}
            />
          ))}
        </ul>
        {hidden > 0 && (
          <div className="border-t border-border px-4 py-2.5">
            <Button size="sm" variant="secondary" onClick={() => setWhole(true)}>
              Show {formatCount(hidden)} more
            </Button>
          </div>
        )}
      </div>
    </Card>
  );
}
