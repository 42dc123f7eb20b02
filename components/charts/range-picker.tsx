"use client";

import { CalendarRange } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useNow } from "@/components/layout/now";
import { usePreferences, useZone } from "@/components/layout/preferences";
import { Button } from "@/components/ui/button";
import { Popover } from "@/components/ui/popover";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import { DEFAULT_RANGE, type Range, RANGE_WORDS, RANGES } from "@/lib/client/range";
import type { RangeParams } from "@/lib/client/range-params";
import { formatSpan } from "./chart-format";

const RangeCalendar = dynamic(() => import("./range-calendar").then((module) => module.RangeCalendar), {
  ssr: false,
  loading: () => <Skeleton className="h-80 w-64" />,
});

/** The span of a page: one of the usual lengths up to now, or days from a calendar. */
export function RangePicker({ value, onChange }: { value: RangeParams; onChange: (value: RangeParams) => void }) {
  const [open, setOpen] = useState(false);
  const [{ hour12 }] = usePreferences();
  const zone = useZone();
  const nowMs = useNow(60_000);
  const { from, to } = value;
  const isFixed = from !== null || to !== null;
  const words = isFixed ? formatSpan(from?.getTime() ?? 0, to?.getTime() ?? nowMs, { zone, hour12 }) : "Custom";
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Segmented<Range | "">
        label="Range"
        value={isFixed ? "" : (value.range ?? DEFAULT_RANGE)}
        options={RANGES.map((range) => ({ value: range, label: range, name: RANGE_WORDS[range] }))}
        onChange={(range) => range !== "" && onChange({ range, from: null, to: null })}
      />
      <Popover
        label="Custom range"
        align="end"
        open={open}
        onOpenChange={setOpen}
        className="w-auto"
        trigger={
          <Button variant="secondary" size="sm" className={isFixed ? "border-accent text-accent" : undefined}>
            <CalendarRange aria-hidden className="size-4" />
            {words}
          </Button>
        }
      >
        <RangeCalendar
          from={from}
          to={to}
          nowMs={nowMs}
          onChoose={(first, last) => {
            setOpen(false);
            onChange({ range: null, from: first, to: last });
          }}
        />
      </Popover>
    </div>
  );
}
