"use client";

import { usePreferences, useZone } from "@/components/layout/preferences";
import { formatTick } from "./chart-format";
import type { ChartInterval, ChartRow } from "./chart-rows";

/** @returns the labels of a time axis, in the reader's zone. */
export function useTicks(rows: readonly ChartRow[], interval: ChartInterval): (atMs: number) => string {
  const [{ hour12 }] = usePreferences();
  const zone = useZone();
  const spanMs = (rows.at(-1)?.endMs ?? 0) - (rows[0]?.atMs ?? 0);
  return (atMs) => formatTick(atMs, interval, spanMs, { zone, hour12 });
}
