import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/core/clock";
import { RETRY_SCHEDULE_LIMITS } from "@/lib/retry/policy";

export type TimelinePoint = { attempt: number; afterMs: number; position: number };

/**
 * @returns when each attempt is made, counted from the first, and where it stands on a line from 0 to 1 that is drawn to
 * a logarithmic scale: five seconds and three days are both to be seen.
 */
export function timelineOf(scheduleMs: readonly number[]): TimelinePoint[] {
  const offsets = [0];
  for (const delayMs of scheduleMs) offsets.push((offsets.at(-1) ?? 0) + delayMs);
  const end = scaled(offsets.at(-1) ?? 0);
  return offsets.map((afterMs, index) => ({
    attempt: index + 1,
    afterMs,
    position: end === 0 ? 0 : scaled(afterMs) / end,
  }));
}

function scaled(ms: number): number {
  return Math.log1p(ms / SECOND_MS);
}

const UNIT_MS: Record<string, number> = { s: SECOND_MS, m: MINUTE_MS, min: MINUTE_MS, h: HOUR_MS, d: DAY_MS };

/** @returns the delay that "30s", "5 min", "2h" or "1d" means in ms, null for anything else. */
export function parseDelay(text: string): number | null {
  const match = /^(\d+(?:\.\d+)?)\s*(s|m|min|h|d)$/i.exec(text.trim());
  const unitMs = UNIT_MS[match?.[2]?.toLowerCase() ?? ""];
  return match?.[1] === undefined || unitMs === undefined ? null : Math.round(Number(match[1]) * unitMs);
}

/** @returns the shortest way to write a delay that `parseDelay` reads back: "5s", "30min", "2h". */
export function formatDelay(ms: number): string {
  for (const [unit, unitMs] of [
    ["d", DAY_MS],
    ["h", HOUR_MS],
    ["min", MINUTE_MS],
  ] as const)
    if (ms >= unitMs && ms % unitMs === 0) return `${ms / unitMs}${unit}`;
  return `${ms / SECOND_MS}s`;
}

/** @returns what is wrong with a delay as it is written, to follow the name of its field; undefined when nothing is. */
export function delayError(text: string): string | undefined {
  const ms = parseDelay(text);
  if (ms === null) return "must be a number and a unit, such as 30s, 5min, 2h or 1d";
  if (ms < RETRY_SCHEDULE_LIMITS.stepMsMin) return "must be at least 1s";
  return ms > RETRY_SCHEDULE_LIMITS.stepMsMax ? "must be at most 7d" : undefined;
}

/** @returns a length of time in its two largest units: "3 d 3 h", "27 h", "5 min". */
export function formatLength(ms: number): string {
  const parts = [
    [Math.floor(ms / DAY_MS), "d"],
    [Math.floor((ms % DAY_MS) / HOUR_MS), "h"],
    [Math.floor((ms % HOUR_MS) / MINUTE_MS), "min"],
    [Math.floor((ms % MINUTE_MS) / SECOND_MS), "s"],
  ] as const;
  const shown = parts.filter(([count]) => count > 0).slice(0, 2);
  return shown.length === 0 ? "0 s" : shown.map(([count, unit]) => `${count} ${unit}`).join(" ");
}
