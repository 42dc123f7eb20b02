import { formatCount, formatRate } from "@/components/values/count";
import { formatDuration } from "@/lib/client/format-time";
import type { OverviewFigures, Series } from "@/lib/client/stats";

export type Delta = { text: string; tone: "good" | "bad" | "neutral"; direction: "up" | "down" | "same" };

export type Kpi = {
  key: string;
  label: string;
  value: string;
  detail?: string;
  delta: Delta | null;
  /** The figure's course over the span, null where there was nothing. */
  trend: (number | null)[];
  /** The status filter of the list that shows the same deliveries; all unless told. */
  status?: string;
};

/** @returns the change of a rate in points: "+2.1 pts". */
export function deltaOfRate(now: number | null, before: number | null): Delta | null {
  if (now === null || before === null) return null;
  const points = Math.round((now - before) * 1_000) / 10;
  return judged(points, `${signed(points)} pts`, "up");
}

/** @returns the relative change of a number: "+12%"; null when there was none before. */
export function deltaOfNumber(
  now: number | null,
  before: number | null,
  better: "up" | "down" | "neither",
): Delta | null {
  if (now === null || before === null || before === 0) return null;
  const percent = Math.round(((now - before) / before) * 100);
  return judged(percent, `${percent > 999 ? "> +999" : signed(percent)}%`, better);
}

function judged(change: number, text: string, better: "up" | "down" | "neither"): Delta {
  if (change === 0) return { text: "no change", tone: "neutral", direction: "same" };
  const direction = change > 0 ? "up" : "down";
  if (better === "neither") return { text, tone: "neutral", direction };
  return { text, tone: direction === better ? "good" : "bad", direction };
}

function signed(value: number): string {
  return value > 0 ? `+${value}` : `−${Math.abs(value)}`;
}

/** @returns the cards over the charts. Every number is one that the linked list counts too. */
export function kpisOf(figures: OverviewFigures, series: Series["series"]): Kpi[] {
  const { previous, latencyMs } = figures;
  const ms = (value: number | null) => (value === null ? "–" : formatDuration(value));
  return [
    {
      key: "success",
      label: "Success rate",
      value: formatRate(figures.successRate),
      detail: `${formatCount(figures.delivered)} delivered, ${formatCount(figures.failed)} failed`,
      delta: deltaOfRate(figures.successRate, previous.successRate),
      trend: series.map(({ successRate }) => successRate),
      status: "delivered,failed",
    },
    {
      key: "first-attempt",
      label: "First-attempt success",
      value: formatRate(figures.firstAttemptSuccessRate),
      detail: `${formatCount(figures.retried)} delivered after retries`,
      delta: deltaOfRate(figures.firstAttemptSuccessRate, previous.firstAttemptSuccessRate),
      trend: series.map(({ delivered, retried, total }) => (total === 0 ? null : (delivered - retried) / total)),
    },
    {
      key: "deliveries",
      label: "Deliveries",
      value: formatCount(figures.total),
      detail: `${formatCount(figures.attempts)} attempts`,
      delta: deltaOfNumber(figures.total, previous.total, "neither"),
      trend: series.map(({ total }) => total),
    },
    {
      key: "latency",
      label: "Latency, p95",
      value: ms(latencyMs.p95),
      detail: `p50 ${ms(latencyMs.p50)}, p99 ${ms(latencyMs.p99)}`,
      delta: deltaOfNumber(latencyMs.p95, previous.latencyMs.p95, "down"),
      trend: series.map(({ p95Ms }) => p95Ms),
      status: "delivered,failed",
    },
    {
      key: "retrying",
      label: "Retrying now",
      value: formatCount(figures.retrying),
      detail: `${formatCount(figures.pending)} pending`,
      delta: null,
      trend: series.map(({ retrying }) => retrying),
      status: "retrying",
    },
    {
      key: "failed",
      label: "Failed",
      value: formatCount(figures.failed),
      detail: "out of attempts",
      delta: deltaOfNumber(figures.failed, previous.failed, "down"),
      trend: series.map(({ failed }) => failed),
      status: "failed",
    },
  ];
}
