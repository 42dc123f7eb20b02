"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useState } from "react";
import { type DateRange, DayPicker } from "react-day-picker";
import { useZone } from "@/components/layout/preferences";
import { Button } from "@/components/ui/button";
import { formatZone } from "@/lib/client/format-time";
import { type CalendarDay, dayIn, endOfDayIn, startOfDayIn } from "@/lib/client/zoned-time";

const DAY =
  "size-9 cursor-pointer rounded-md hover:bg-raised aria-disabled:opacity-40 disabled:cursor-not-allowed disabled:opacity-40";

/** Whole days of the reader's zone, from one to another. */
export function RangeCalendar({
  from,
  to,
  nowMs,
  onChoose,
}: {
  from: Date | null;
  to: Date | null;
  nowMs: number;
  onChoose: (from: Date, to: Date) => void;
}) {
  const zone = useZone();
  const [range, setRange] = useState<DateRange | undefined>(() =>
    from === null
      ? undefined
      : { from: toDate(dayIn(zone, from.getTime())), to: toDate(dayIn(zone, (to?.getTime() ?? nowMs) - 1)) },
  );
  const today = toDate(dayIn(zone, nowMs));
  const first = range?.from;
  const last = range?.to ?? first;
  return (
    <div className="flex flex-col gap-3">
      <DayPicker
        mode="range"
        weekStartsOn={1}
        today={today}
        defaultMonth={last ?? today}
        disabled={{ after: today }}
        selected={range}
        onSelect={setRange}
        components={{
          Chevron: ({ orientation }) =>
            orientation === "left" ? <ChevronLeft className="size-4" /> : <ChevronRight className="size-4" />,
        }}
        classNames={{
          root: "relative text-[0.8125rem]",
          month_caption: "flex h-9 items-center px-2 font-medium",
          nav: "absolute top-0 right-0 flex gap-1",
          button_previous: "grid size-9 cursor-pointer place-items-center rounded-md hover:bg-raised",
          button_next: "grid size-9 cursor-pointer place-items-center rounded-md hover:bg-raised",
          month_grid: "border-collapse",
          weekday: "size-9 text-center font-normal text-muted",
          day: "p-0 text-center",
          day_button: DAY,
          outside: "text-muted",
          today: "font-semibold text-accent",
          range_start: "rounded-l-md bg-accent-soft",
          range_middle: "bg-accent-soft",
          range_end: "rounded-r-md bg-accent-soft",
        }}
      />
      <p className="text-[0.8125rem] text-muted">Whole days, {formatZone(zone, nowMs)}.</p>
      <Button
        size="sm"
        disabled={first === undefined}
        onClick={() => {
          if (first === undefined || last === undefined) return;
          const end = Math.min(endOfDayIn(zone, ofDate(last)), nowMs);
          onChoose(new Date(startOfDayIn(zone, ofDate(first))), new Date(end));
        }}
      >
        Show these days
      </Button>
    </div>
  );
}

const toDate = ({ year, month, day }: CalendarDay) => new Date(year, month - 1, day);
const ofDate = (date: Date): CalendarDay => ({
  year: date.getFullYear(),
  month: date.getMonth() + 1,
  day: date.getDate(),
});
