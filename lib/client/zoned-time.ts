import { DAY_MS } from "@/lib/core/clock";

/** A day of the calendar, without a zone. `month` counts from 1. */
export type CalendarDay = { year: number; month: number; day: number };

/** @returns the day that it is somewhere at that instant. */
export function dayIn(zone: string, atMs: number): CalendarDay {
  const parts = partsIn(zone, atMs);
  return { year: parts.year, month: parts.month, day: parts.day };
}

/** @returns the instant at which a day begins in a zone, in ms; on a day without a midnight, when its first minute is. */
export function startOfDayIn(zone: string, { year, month, day }: CalendarDay): number {
  const wallMs = Date.UTC(year, month - 1, day);
  // The offset at the guess may differ from the one at the answer when the clocks change that night.
  const guessMs = wallMs - offsetMs(zone, wallMs);
  return wallMs - offsetMs(zone, guessMs);
}

/** @returns the first instant after a day. */
export function endOfDayIn(zone: string, { year, month, day }: CalendarDay): number {
  const next = new Date(Date.UTC(year, month - 1, day) + DAY_MS);
  return startOfDayIn(zone, { year: next.getUTCFullYear(), month: next.getUTCMonth() + 1, day: next.getUTCDate() });
}

function offsetMs(zone: string, atMs: number): number {
  const { year, month, day, hour, minute, second } = partsIn(zone, atMs);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(atMs / 1_000) * 1_000;
}

function partsIn(zone: string, atMs: number) {
  const parts = new Intl.DateTimeFormat("en", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(atMs);
  const read = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value);
  return {
    year: read("year"),
    month: read("month"),
    day: read("day"),
    hour: read("hour"),
    minute: read("minute"),
    second: read("second"),
  };
}
