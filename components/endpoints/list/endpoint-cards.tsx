"use client";

import { EndpointHealthBadge } from "@/components/endpoints/endpoint-health";
import { EndpointStatus } from "@/components/endpoints/endpoint-status";
import { Checkbox } from "@/components/ui/checkbox";
import { EventsCell, LastCell, LatencyCell, NameCell, SparkCell, SuccessCell, WaitingCell } from "./cells";
import type { EndpointRow, Spark } from "./endpoint-row";
import { RowActions } from "./row-actions";
import type { Selection } from "./use-selection";

/** The list where a table has no room. */
export function EndpointCards({
  rows,
  spark,
  selection,
}: {
  rows: readonly EndpointRow[];
  spark: Spark | undefined;
  selection: Selection;
}) {
  return (
    <ul aria-label="Endpoints" className="divide-y divide-border">
      {rows.map((row) => (
        <li key={row.webhook.id} className="flex flex-col gap-3 px-4 py-4">
          <div className="flex items-start gap-3">
            <Checkbox
              className="mt-1.5"
              aria-label={`Select ${row.webhook.name}`}
              checked={selection.has(row.webhook.id)}
              onCheckedChange={() => selection.toggle(row.webhook.id)}
            />
            <div className="min-w-0 flex-1">
              <NameCell row={row} />
            </div>
            <RowActions row={row} />
          </div>
          <div className="flex flex-wrap items-center gap-2">
            <EndpointHealthBadge webhook={row.webhook} />
            {row.webhook.status === "active" && <EndpointStatus webhook={row.webhook} breaker={row.figures?.breaker} />}
            <SparkCell row={row} spark={spark} />
          </div>
          <dl className="grid grid-cols-3 gap-x-4 gap-y-2 text-[0.8125rem]">
            <div>
              <dt className="text-muted">Success</dt>
              <dd>
                <SuccessCell row={row} />
              </dd>
            </div>
            <div>
              <dt className="text-muted">p95</dt>
              <dd>
                <LatencyCell row={row} />
              </dd>
            </div>
            <div>
              <dt className="text-muted">Waiting</dt>
              <dd>
                <WaitingCell row={row} />
              </dd>
            </div>
            <div className="col-span-3">
              <dt className="text-muted">Last delivery</dt>
              <dd>
                <LastCell row={row} />
              </dd>
            </div>
            <div className="col-span-3 min-w-0">
              <dt className="text-muted">Events</dt>
              <dd>
                <EventsCell row={row} />
              </dd>
            </div>
          </dl>
        </li>
      ))}
    </ul>
  );
}
