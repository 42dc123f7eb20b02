"use client";

import { usePreferences, useZone } from "@/components/layout/preferences";
import { Tooltip } from "@/components/ui/tooltip";
import { formatClock, formatInstant } from "@/lib/client/format-time";
import { TimeFacts } from "./time-facts";

/** A point in time in the reader's zone; pointing at it shows it in every way, to copy. */
export function Time({ iso, part = "full", className }: { iso: string; part?: "full" | "clock"; className?: string }) {
  const [{ hour12 }] = usePreferences();
  const zone = useZone();
  const text = part === "clock" ? formatClock(iso, zone, hour12) : formatInstant(iso, zone, hour12);
  return (
    <Tooltip content={<TimeFacts iso={iso} />} interactive>
      <time dateTime={iso} className={className}>
        {text}
      </time>
    </Tooltip>
  );
}
