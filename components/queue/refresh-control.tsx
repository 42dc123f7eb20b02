"use client";

import { Pause, Play, RefreshCw } from "lucide-react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Time } from "@/components/values/time";

/** When the numbers were read, and whether they go on being read. */
export function RefreshControl({
  updatedAtMs,
  isStale,
  isPaused,
  onPause,
  onRefresh,
}: {
  /** 0 before anything was read. */
  updatedAtMs: number;
  isStale: boolean;
  isPaused: boolean;
  onPause: (isPaused: boolean) => void;
  onRefresh: () => void;
}) {
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-[0.8125rem] text-muted">
      <span>
        Updated {updatedAtMs === 0 ? "–" : <Time iso={new Date(updatedAtMs).toISOString()} part="clock" />}
        {isStale && ". The last try failed; it is tried again."}
        {isPaused && ". Not refreshed by itself."}
      </span>
      <IconButton label="Refresh now" onClick={onRefresh}>
        <RefreshCw aria-hidden className="size-4" />
      </IconButton>
      <Button variant="ghost" size="sm" onClick={() => onPause(!isPaused)}>
        {isPaused ? <Play aria-hidden className="size-3.5" /> : <Pause aria-hidden className="size-3.5" />}
        {isPaused ? "Refresh by itself" : "Stop refreshing"}
      </Button>
    </div>
  );
}
