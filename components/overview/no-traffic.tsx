"use client";

import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/values/relative-time";
import type { RangeParams } from "@/lib/client/range-params";
import { HOUR_MS } from "@/lib/core/clock";

const AROUND_MS = 12 * HOUR_MS;

/** Says that nothing happened in the range, and leads to where something did. */
export function NoTraffic({ lastAt, onJump }: { lastAt: string | undefined; onJump: (range: RangeParams) => unknown }) {
  const jump = () => {
    if (lastAt === undefined) return;
    const atMs = Date.parse(lastAt);
    const toMs = Math.min(atMs + AROUND_MS, Date.now());
    onJump({ range: null, from: new Date(atMs - AROUND_MS), to: new Date(toMs) });
  };
  return (
    <div className="text-center">
      <p className="font-medium">No deliveries in this range</p>
      {lastAt !== undefined && (
        <>
          <p className="text-muted">
            The last one was <RelativeTime iso={lastAt} />.
          </p>
          <Button variant="secondary" size="sm" className="mt-2" onClick={jump}>
            Show its day
          </Button>
        </>
      )}
    </div>
  );
}
