import { formatCounted } from "@/components/values/count";
import { formatLength, timelineOf } from "@/lib/client/retry-timeline";

/** When an event is tried, on a line to a logarithmic scale; every attempt is also told in words. */
export function RetryTimeline({ scheduleMs }: { scheduleMs: readonly number[] }) {
  const points = timelineOf(scheduleMs);
  const totalMs = points.at(-1)?.afterMs ?? 0;
  return (
    <figure className="min-w-0">
      <svg viewBox="0 0 1000 44" aria-hidden preserveAspectRatio="none" className="h-11 w-full overflow-visible">
        <line
          x1="8"
          x2="992"
          y1="22"
          y2="22"
          className="stroke-border"
          strokeWidth="2"
          vectorEffect="non-scaling-stroke"
        />
        {points.map(({ attempt, position }) => (
          <line
            key={attempt}
            x1={8 + position * 984}
            x2={8 + position * 984}
            y1="10"
            y2="34"
            strokeWidth={attempt === 1 ? 4 : 3}
            strokeLinecap="round"
            vectorEffect="non-scaling-stroke"
            className={attempt === 1 ? "stroke-accent" : "stroke-control"}
          />
        ))}
      </svg>
      <figcaption className="text-[0.8125rem] text-muted">
        <span className="font-medium text-foreground">
          {formatCounted(points.length, "attempt")} over {formatLength(totalMs)}
        </span>
        {": "}
        {points.map(({ afterMs }) => (afterMs === 0 ? "at once" : `+${formatLength(afterMs)}`)).join(", ")}
      </figcaption>
    </figure>
  );
}
