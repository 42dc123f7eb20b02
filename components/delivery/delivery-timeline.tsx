"use client";

import clsx from "clsx";
import { useId } from "react";
import { Duration } from "@/components/values/duration";
import type { DeliveryDetail } from "@/lib/deliveries/schemas";
import { gapPx, type TimelineItem, timelineOf } from "./timeline-items";
import { TimelineEntry } from "./timeline-entry";

const GAP_WORTH_SAYING_MS = 5_000;

/** What became of it, from the event to what is still to come; the distance grows with the time between. */
export function DeliveryTimeline({
  delivery,
  onAttempt,
}: {
  delivery: DeliveryDetail;
  onAttempt: (number: number) => void;
}) {
  const headingId = useId();
  const items = timelineOf(delivery);
  return (
    <section aria-labelledby={headingId} className="min-w-0 self-start rounded-lg border border-border bg-surface">
      <h2 id={headingId} className="border-b border-border px-4 py-3.5 text-base font-semibold">
        Timeline
      </h2>
      <ol className="px-4 py-4">
        {items.map((item, index) => {
          const gapMs = gapBetween(items[index - 1], item);
          return (
            <li key={item.key} className="relative">
              {index > 0 && (
                <div aria-hidden={gapMs < GAP_WORTH_SAYING_MS} className="flex" style={{ height: gapPx(gapMs) }}>
                  <span
                    aria-hidden
                    className={clsx(
                      "ml-[0.6875rem] border-l",
                      item.type === "waiting" ? "border-dashed border-control" : "border-border",
                    )}
                  />
                  {gapMs >= GAP_WORTH_SAYING_MS && (
                    <span className="self-center pl-6 text-[0.8125rem] text-muted">
                      <Duration ms={gapMs} /> later
                    </span>
                  )}
                </div>
              )}
              <TimelineEntry item={item} delivery={delivery} onAttempt={onAttempt} />
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function gapBetween(before: TimelineItem | undefined, item: TimelineItem): number {
  if (before === undefined || before.atMs === null || item.atMs === null) return 0;
  const startMs = item.type === "attempt" ? item.atMs - item.attempt.totalMs : item.atMs;
  return Math.max(0, startMs - before.atMs);
}
