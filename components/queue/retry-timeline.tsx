"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { useState } from "react";
import { ChartTable } from "@/components/charts/chart-table";
import { useZone } from "@/components/layout/preferences";
import { Card } from "@/components/ui/card";
import { ProblemCard } from "@/components/ui/problem-card";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import { formatCount, formatCounted } from "@/components/values/count";
import { RelativeTime } from "@/components/values/relative-time";
import { formatClock, formatDuration } from "@/lib/client/format-time";
import type { QueueSchedule } from "@/lib/client/queue";
import { Bars, BARS_HEIGHT } from "./bars";
import { TableToggle } from "./table-toggle";

type Span = QueueSchedule["span"];
const SPANS: { value: Span; label: string; name: string }[] = [
  { value: "1h", label: "1 h", name: "Next hour" },
  { value: "6h", label: "6 h", name: "Next 6 hours" },
  { value: "24h", label: "24 h", name: "Next 24 hours" },
  { value: "72h", label: "3 d", name: "Next 3 days" },
];

/** When the retries that wait will go. */
export function RetryTimeline({
  schedule,
  span,
  onSpan,
  isHeld,
}: {
  schedule: UseQueryResult<QueueSchedule>;
  span: Span;
  onSpan: (span: Span) => void;
  isHeld: boolean;
}) {
  const [isTable, setTable] = useState(false);
  return (
    <Card
      title="When retries go"
      description="By when they fall due."
      actions={
        <div className="flex flex-wrap items-center gap-2">
          <Segmented label="How far ahead" options={SPANS} value={span} onChange={onSpan} />
          <TableToggle label="When retries go" isTable={isTable} onToggle={() => setTable(!isTable)} />
        </div>
      }
    >
      {schedule.data === undefined ? (
        schedule.isError ? (
          <ProblemCard error={schedule.error} onRetry={() => void schedule.refetch()} busy={schedule.isFetching} />
        ) : (
          <Skeleton className="h-52" />
        )
      ) : (
        <Timeline schedule={schedule.data} isTable={isTable} isHeld={isHeld} />
      )}
    </Card>
  );
}

function Timeline({ schedule, isTable, isHeld }: { schedule: QueueSchedule; isTable: boolean; isHeld: boolean }) {
  const zone = useZone();
  const { buckets, bucketMs, later, nextAt, lastAt } = schedule;
  const total = buckets.reduce((sum, { count }) => sum + count, 0);
  const ahead = (index: number) => formatDuration(index * bucketMs);
  const rows = buckets.map(({ at, count }, index) => ({ at, count, index })).filter(({ count }) => count > 0);
  const lengthMs = bucketMs * buckets.length;
  return (
    <div className="flex flex-col gap-3">
      {isTable ? (
        <ChartTable
          label="Planned attempts"
          height={BARS_HEIGHT}
          rows={rows}
          keyOf={({ at }) => at}
          columns={[
            { key: "from", label: "From", value: ({ at }) => at, text: ({ at }) => formatClock(at, zone) },
            { key: "in", label: "In", value: ({ index }) => ahead(index) },
            { key: "count", label: "Attempts", value: ({ count }) => count, text: ({ count }) => formatCount(count) },
          ]}
        />
      ) : (
        <Bars
          label={`${formatCounted(total, "planned attempt")} within ${formatDuration(lengthMs)}`}
          unit=""
          bars={buckets.map(({ at, count }, index) => ({
            key: at,
            title: `In ${ahead(index)} to ${ahead(index + 1)}: ${formatCounted(count, "attempt")}`,
            values: [count],
          }))}
          axis={["now", ...[1, 2, 3, 4].map((quarter) => `+${formatDuration((lengthMs / 4) * quarter)}`)]}
        />
      )}
      <p className="text-[0.8125rem] text-muted">
        {nextAt === null || lastAt === null ? (
          isHeld ? (
            "Deliveries are paused: what is held goes when they are resumed."
          ) : (
            "No retry is planned."
          )
        ) : (
          <>
            {formatCounted(total + later, "attempt")}, the next <RelativeTime iso={nextAt} />, the last{" "}
            <RelativeTime iso={lastAt} />
            {later > 0 && `; ${formatCount(later)} beyond what is shown`}.
          </>
        )}
      </p>
    </div>
  );
}
