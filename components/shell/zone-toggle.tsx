"use client";

import { useNow } from "@/components/layout/now";
import { usePreferences, useZone } from "@/components/layout/preferences";
import { formatZone } from "@/lib/client/format-time";

const HOUR_MS = 3_600_000;

/** Between the reader's own time zone and UTC; names the one that is shown. */
export function ZoneToggle() {
  const [{ zone }, change] = usePreferences();
  const shown = formatZone(useZone(), useNow(HOUR_MS));
  return (
    <button
      type="button"
      aria-label={`Times are in ${zone === "utc" ? "UTC" : `local time, ${shown}`}. Change to ${zone === "utc" ? "local time" : "UTC"}.`}
      title="Local time or UTC"
      onClick={() => change({ zone: zone === "utc" ? "local" : "utc" })}
      className="min-h-8 cursor-pointer rounded-md px-2 text-[0.8125rem] font-medium text-muted hover:bg-raised hover:text-foreground max-sm:hidden"
    >
      {zone === "utc" ? "UTC" : shown}
    </button>
  );
}
