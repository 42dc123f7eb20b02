"use client";

import { addDays, startOfDay } from "date-fns";
import { useState } from "react";
import { type DateRange, DayPicker } from "react-day-picker";
import { usePreferences, useZone } from "@/components/layout/preferences";
import { Button } from "@/components/ui/button";

const ROUND = "size-8 cursor-pointer rounded-md hover:bg-raised disabled:cursor-default disabled:opacity-40";

const LOOK = {
  root: "text-[0.8125rem]",
  months: "relative",
  month_caption: "flex h-8 items-center px-1 font-medium",
  nav: "absolute top-0 right-0 flex gap-1",
  button_previous: `${ROUND} grid place-items-center`,
  button_next: `${ROUND} grid place-items-center`,
  chevron: "size-4 fill-current",
  month_grid: "mt-1 border-collapse",
  weekday: "size-8 font-normal text-muted",
  day: "p-0 text-center",
  day_button: ROUND,
  today: "font-semibold text-accent",
  outside: "text-muted",
  range_start: "rounded-l-md bg-accent-soft",
  range_middle: "bg-accent-soft",
  range_end: "rounded-r-md bg-accent-soft",
  disabled: "opacity-40",
};

/** Whole days of the reader's calendar, in the zone that times are shown in. */
export function RangeCalendar({
  from,
  to,
  onChange,
}: {
  from: Date | null;
  to: Date | null;
  onChange: (from: Date, to: Date) => void;
}) {
  const zone = useZone();
  const [{ browserZone }] = usePreferences();
  const [chosen, setChosen] = useState<DateRange | undefined>(
    from === null ? undefined : { from, to: to === null ? undefined : new Date(to.getTime() - 1) },
  );
  const [today] = useState(() => new Date());
  const first = chosen?.from;
  const last = chosen?.to ?? first;
  return (
    <div className="flex flex-col gap-3">
      <DayPicker
        mode="range"
        timeZone={zone === "UTC" ? "UTC" : (browserZone ?? undefined)}
        weekStartsOn={1}
        showOutsideDays
        defaultMonth={chosen?.from}
        disabled={{ after: today }}
        selected={chosen}
        onSelect={setChosen}
        classNames={LOOK}
      />
      <Button
        size="sm"
        className="self-end"
        disabled={first === undefined || last === undefined}
        onClick={() => {
          if (first !== undefined && last !== undefined)
            onChange(new Date(startOfDay(first).getTime()), new Date(addDays(startOfDay(last), 1).getTime()));
        }}
      >
        Show these days
      </Button>
    </div>
  );
}
