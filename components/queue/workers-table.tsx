"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { useNow } from "@/components/layout/now";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { ProblemCard } from "@/components/ui/problem-card";
import { Skeleton } from "@/components/ui/skeleton";
import { formatCount } from "@/components/values/count";
import { IdText } from "@/components/values/id-text";
import { RelativeTime } from "@/components/values/relative-time";
import { formatDuration } from "@/lib/client/format-time";
import type { QueueStats, QueueWorkers } from "@/lib/client/queue";

/** A beat comes every 5 s. */
const LATE_MS = 8_000;
const BACKENDS: Record<QueueStats["backend"], string> = { redis: "Redis", postgres: "PostgreSQL" };

/** The processes that deliver, and when each was last heard of. */
export function WorkersTable({
  workers,
  backend,
}: {
  workers: UseQueryResult<QueueWorkers>;
  backend: QueueStats["backend"] | undefined;
}) {
  return (
    <Card
      title="Workers"
      description={
        backend === undefined
          ? "The processes that deliver."
          : `The processes that deliver, woken through ${BACKENDS[backend]}.`
      }
      actions={workers.data?.alive === 0 ? <Badge tone="bad">No workers</Badge> : undefined}
    >
      {workers.data === undefined ? (
        workers.isError ? (
          <ProblemCard error={workers.error} onRetry={() => void workers.refetch()} busy={workers.isFetching} />
        ) : (
          <Skeleton className="h-20" />
        )
      ) : workers.data.data.length === 0 ? (
        <p className="text-muted">
          No worker is running. Start one with <code className="font-mono text-[0.8125rem]">npm run worker</code>; what
          waits is sent then.
        </p>
      ) : (
        <Rows workers={workers.data.data} readAtMs={workers.dataUpdatedAt} />
      )}
    </Card>
  );
}

function Rows({ workers, readAtMs }: { workers: QueueWorkers["data"]; readAtMs: number }) {
  const nowMs = useNow();
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls must be reached by keyboard
    <section aria-label="Heartbeats" tabIndex={0} className="-mx-4 overflow-x-auto px-4 sm:-mx-6 sm:px-6">
      <table className="w-full text-left whitespace-nowrap">
        <thead className="text-[0.8125rem] text-muted">
          <tr className="border-b border-border">
            <th scope="col" className="py-1.5 pr-4 font-medium">
              Worker
            </th>
            <th scope="col" className="py-1.5 pr-4 font-medium">
              Heartbeat
            </th>
            <th scope="col" className="py-1.5 pr-4 text-right font-medium">
              In flight
            </th>
            <th scope="col" className="py-1.5 pr-4 font-medium">
              Version
            </th>
            <th scope="col" className="py-1.5 font-medium">
              Started
            </th>
          </tr>
        </thead>
        <tbody>
          {workers.map((worker) => {
            // Counted on from the database's clock, which may differ from the browser's.
            const silentMs = worker.silentMs + Math.max(0, nowMs - readAtMs);
            return (
              <tr key={worker.id} className="border-b border-border last:border-0">
                <th scope="row" className="py-2 pr-4 font-normal">
                  <IdText id={worker.id} copy />
                </th>
                <td className="py-2 pr-4">
                  <Heartbeat alive={worker.alive} silentMs={silentMs} />
                </td>
                <td className="py-2 pr-4 text-right">
                  {formatCount(worker.inFlight)}{" "}
                  <span className="text-muted">of {formatCount(worker.concurrency)}</span>
                </td>
                <td className="py-2 pr-4">{worker.version}</td>
                <td className="py-2 text-muted">
                  <RelativeTime iso={worker.startedAt} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function Heartbeat({ alive, silentMs }: { alive: boolean; silentMs: number }) {
  const ago = `${formatDuration(Math.floor(silentMs / 1_000) * 1_000).replace("0 ms", "0 s")} ago`;
  if (!alive) return <Badge tone="bad">{`Silent, ${ago}`}</Badge>;
  if (silentMs > LATE_MS) return <Badge tone="warn">{`Late, ${ago}`}</Badge>;
  return <Badge tone="ok">{ago}</Badge>;
}
