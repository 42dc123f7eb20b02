"use client";

import { usePreferences } from "@/components/layout/preferences";
import { formatInstant } from "@/lib/client/format-time";

/** A point in time as the reader's clock, UTC and Unix milliseconds. */
export function TimeFacts({ iso }: { iso: string }) {
  const [{ hour12, browserZone }] = usePreferences();
  const rows = [
    [browserZone ?? "Local", formatInstant(iso, browserZone ?? "UTC", hour12)],
    ["UTC", iso],
    ["Unix ms", String(Date.parse(iso))],
  ];
  return (
    <dl className="grid grid-cols-[auto_auto] gap-x-3 gap-y-0.5 text-[0.8125rem]">
      {rows.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-muted">{name}</dt>
          <dd className="font-mono select-all">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
