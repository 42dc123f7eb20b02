"use client";

import { CalendarClock } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { buttonClass } from "@/components/ui/button";
import { Popover } from "@/components/ui/popover";
import { Skeleton } from "@/components/ui/skeleton";
import { MINUTE_MS } from "@/lib/core/clock";
import { isSpanless } from "@/lib/client/delivery-params";
import { spanWords } from "@/lib/client/filter-words";
import { DEFAULT_RANGE, RANGE_WORDS, RANGES } from "@/lib/client/range";
import type { DeliveryFilterState } from "./use-delivery-filter";
import { useInstantWords } from "./use-names";

const RangeCalendar = dynamic(() => import("./range-calendar").then((module) => module.RangeCalendar), {
  loading: () => <Skeleton className="h-72" />,
});

const AROUND_MS = 5 * MINUTE_MS;

/** The span of time that the list is about: one of some that end now, or days of the calendar. */
export function RangePicker({
  filter: { params, set },
  around,
}: {
  filter: DeliveryFilterState;
  /** When the delivery that is open was created. */
  around: string | undefined;
}) {
  const [isOpen, setOpen] = useState(false);
  const formatInstant = useInstantWords();
  const isFixed = params.from !== null || params.to !== null;
  const chosen = isFixed || isSpanless(params) ? undefined : (params.range ?? DEFAULT_RANGE);
  return (
    <Popover
      label="Time range"
      align="end"
      open={isOpen}
      onOpenChange={setOpen}
      className="w-auto p-3"
      trigger={
        <button
          type="button"
          className={buttonClass({ variant: "secondary", size: "sm" })}
          aria-label={`Time range: ${spanWords(params, formatInstant)}`}
        >
          <CalendarClock aria-hidden className="size-4 shrink-0" />
          <span className="truncate">{spanWords(params, formatInstant)}</span>
        </button>
      }
    >
      <div className="flex flex-col gap-3 sm:flex-row">
        <ul className="flex min-w-40 flex-col">
          {RANGES.map((range) => (
            <li key={range}>
              <button
                type="button"
                aria-pressed={range === chosen}
                onClick={() => {
                  set({ range: range === DEFAULT_RANGE ? null : range, from: null, to: null });
                  setOpen(false);
                }}
                className="flex min-h-8 w-full cursor-pointer items-center rounded-md px-2.5 text-left hover:bg-raised aria-pressed:bg-accent-soft aria-pressed:font-medium aria-pressed:text-accent"
              >
                {RANGE_WORDS[range]}
              </button>
            </li>
          ))}
          {around !== undefined && (
            <li>
              <button
                type="button"
                onClick={() => {
                  const at = Date.parse(around);
                  set({ range: null, from: new Date(at - AROUND_MS), to: new Date(at + AROUND_MS) });
                  setOpen(false);
                }}
                className="flex min-h-8 w-full cursor-pointer items-center rounded-md px-2.5 text-left hover:bg-raised"
              >
                5 min around the open one
              </button>
            </li>
          )}
        </ul>
        <RangeCalendar
          from={params.from}
          to={params.to}
          onChange={(from, to) => {
            set({ range: null, from, to });
            setOpen(false);
          }}
        />
      </div>
    </Popover>
  );
}
