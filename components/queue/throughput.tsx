"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { useState } from "react";
import { ChartTable } from "@/components/charts/chart-table";
import { useZone } from "@/components/layout/preferences";
import { Card } from "@/components/ui/card";
import { ProblemCard } from "@/components/ui/problem-card";
import { Skeleton } from "@/components/ui/skeleton";
import { formatCount } from "@/components/values/count";
import { formatClock } from "@/lib/client/format-time";
import type { QueueSchedule } from "@/lib/client/queue";
import { formatPerSecond } from "@/lib/client/queue-verdict";
import { Bars, BARS_HEIGHT } from "./bars";
import { TableToggle } from "./table-toggle";

/** What came in and what went out, minute by minute. */
export function Throughput({ schedule }: { schedule: UseQueryResult<QueueSchedule> }) {
  const [isTable, setTable] = useState(false);
  return (
    <Card
      title="In and out"
      description="Deliveries created and attempts made, minute by minute."
      actions={<TableToggle label="In and out" isTable={isTable} onToggle={() => setTable(!isTable)} />}
    >
      {schedule.data === undefined ? (
        schedule.isError ? (
          <ProblemCard error={schedule.error} onRetry={() => void schedule.refetch()} busy={schedule.isFetching} />
        ) : (
          <Skeleton className="h-52" />
        )
      ) : (
        <Minutes schedule={schedule.data} isTable={isTable} />
      )}
    </Card>
  );
}

function Minutes({ schedule, isTable }: { schedule: QueueSchedule; isTable: boolean }) {
  const zone = useZone();
  const { minutes, inPerSecond, outPerSecond } = schedule;
  const clock = (at: string) => formatClock(at, zone).slice(0, 5);
  return (
    <div className="flex flex-col gap-3">
      {isTable ? (
        <ChartTable
          label="In and out"
          height={BARS_HEIGHT}
          rows={minutes.toReversed()}
          keyOf={({ at }) => at}
          columns={[
            { key: "at", label: "Minute", value: ({ at }) => at, text: ({ at }) => clock(at) },
            { key: "in", label: "Created", value: (row) => row.in, text: (row) => formatCount(row.in) },
            { key: "out", label: "Attempts", value: ({ out }) => out, text: ({ out }) => formatCount(out) },
          ]}
        />
      ) : (
        <Bars
          label={`Now ${formatPerSecond(inPerSecond)} in and ${formatPerSecond(outPerSecond)} out`}
          unit=""
          bars={minutes.map((minute) => ({
            key: minute.at,
            title: `${clock(minute.at)}: ${formatCount(minute.in)} created, ${formatCount(minute.out)} attempts`,
            values: [minute.in, minute.out],
          }))}
          axis={[minutes[0], minutes[Math.floor(minutes.length / 2)], minutes.at(-1)].flatMap((minute) =>
            minute === undefined ? [] : [clock(minute.at)],
          )}
        />
      )}
      <p className="flex flex-wrap gap-x-4 gap-y-1 text-[0.8125rem] text-muted">
        <span className="inline-flex items-center gap-1.5">
          <span aria-hidden className="size-2.5 rounded-sm bg-chart-5" /> Created, now {formatPerSecond(inPerSecond)}
        </span>
        <span className="inline-flex items-center gap-1.5">
          <span aria-hidden className="size-2.5 rounded-sm bg-chart-1" /> Attempts, now {formatPerSecond(outPerSecond)}
        </span>
      </p>
    </div>
  );
}
