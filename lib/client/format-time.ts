import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/core/clock";

const YEAR_DAYS = 365;

const CLOCK = { hour: "2-digit", minute: "2-digit", second: "2-digit" } as const;
const INSTANT = { day: "numeric", month: "short", year: "numeric", ...CLOCK } as const;

/** Not `hour12`: what that makes of midnight, 0 or 12, differs between servers and browsers. */
export const hourCycleOf = (hour12: boolean) => (hour12 ? "h12" : "h23");

/** To make a formatter takes a hundred times as long as to use it, and a reader has one zone. */
const formatters = new Map<string, Intl.DateTimeFormat>();

/** @returns a formatter of these options, the same one each time. */
export function formatterOf(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options);
  const known = formatters.get(key) ?? new Intl.DateTimeFormat("en-GB", options);
  formatters.set(key, known);
  return known;
}

/** @returns such as "23 Nov 2026, 14:02:31": to the second, in that zone. */
export function formatInstant(iso: string, zone: string, hour12 = false): string {
  return formatterOf({ ...INSTANT, hourCycle: hourCycleOf(hour12), timeZone: zone }).format(new Date(iso));
}

/** @returns such as "14:02:31". */
export function formatClock(iso: string, zone: string, hour12 = false): string {
  return formatterOf({ ...CLOCK, hourCycle: hourCycleOf(hour12), timeZone: zone }).format(new Date(iso));
}

/** @returns the zone's name for people: "UTC", "CET", "GMT+5:30". */
export function formatZone(zone: string, atMs: number): string {
  const parts = formatterOf({ timeZone: zone, timeZoneName: "short" }).formatToParts(atMs);
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? zone;
}

/** @returns the distance to now in one unit: "12 s ago", "in 4 min", "now". */
export function formatRelative(atMs: number, nowMs: number): string {
  const distanceMs = Math.abs(atMs - nowMs);
  if (distanceMs < SECOND_MS) return "now";
  const text = largestUnit(distanceMs);
  return atMs < nowMs ? `${text} ago` : `in ${text}`;
}

function largestUnit(ms: number): string {
  if (ms < MINUTE_MS) return `${Math.floor(ms / SECOND_MS)} s`;
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)} min`;
  if (ms < DAY_MS) return `${Math.floor(ms / HOUR_MS)} h`;
  const days = Math.floor(ms / DAY_MS);
  return days < YEAR_DAYS ? `${days} d` : `${Math.floor(days / YEAR_DAYS)} y`;
}

/** @returns what is left in two units: "4 min 12 s", "1 h 03 min", "0 s". */
export function formatCountdown(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / SECOND_MS));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${pad(seconds % 60)} s`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours} h ${pad(minutes % 60)} min`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** @returns such as "412 ms", "1.8 s", "2 min 05 s", "27 h". */
export function formatDuration(ms: number): string {
  if (ms < 9.95) return `${Number(ms.toFixed(1))} ms`;
  if (Math.round(ms) < SECOND_MS) return `${Math.round(ms)} ms`;
  if (ms < MINUTE_MS) return `${Number((ms / SECOND_MS).toFixed(1))} s`;
  if (ms < HOUR_MS) {
    const seconds = Math.round(ms / SECOND_MS);
    return seconds % 60 === 0 ? `${seconds / 60} min` : `${Math.floor(seconds / 60)} min ${pad(seconds % 60)} s`;
  }
  const minutes = Math.round(ms / MINUTE_MS);
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${pad(minutes % 60)} min`;
}

function pad(value: number): string {
  return value.toString().padStart(2, "0");
}
