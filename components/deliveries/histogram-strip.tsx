"use client";

import { type KeyboardEvent, type PointerEvent, useMemo, useState } from "react";
import { formatCount } from "@/components/values/count";
import type { DeliverySummary } from "@/lib/deliveries/schemas";
import { type Bar, barsOf, heightOf, OUTCOMES, type Outcome, windowOf } from "./histogram-scale";
import { useInstantWords } from "./use-names";

const HEIGHT = 48;
const FILLS: Record<Outcome, string> = {
  delivered: "fill-chart-1",
  waiting: "fill-chart-2",
  cancelled: "fill-chart-4",
  failed: "fill-chart-3",
};
const SWATCHES: Record<Outcome, string> = {
  delivered: "bg-chart-1",
  waiting: "bg-chart-2",
  cancelled: "bg-chart-4",
  failed: "bg-chart-3",
};

/**
 * When the deliveries were created, by outcome. Drawing over it, or arrow keys with Shift and Enter, narrows the list to
 * that window.
 */
export function HistogramStrip({
  summary,
  onZoom,
}: {
  summary: DeliverySummary | undefined;
  onZoom: (from: Date, to: Date) => void;
}) {
  const histogram = summary?.histogram ?? null;
  const bars = useMemo(() => (histogram === null ? [] : barsOf(histogram)), [histogram]);
  const formatInstant = useInstantWords();
  const [drawn, setDrawn] = useState<{ anchor: number; at: number; isDown: boolean } | null>(null);
  if (histogram === null || summary === undefined || bars.length === 0)
    return <div aria-hidden className="h-[5.25rem] rounded-lg border border-border bg-surface" />;

  const most = Math.max(...bars.map(({ total }) => total));
  const { stepMs } = histogram;
  const [first, last] = drawn === null ? [-1, -1] : windowOf(drawn.anchor, drawn.at, bars.length);
  const zoom = () => {
    const [from, to] = [bars[first], bars[last]];
    setDrawn(null);
    if (from !== undefined && to !== undefined) onZoom(new Date(from.atMs), new Date(to.atMs + stepMs));
  };
  const atPointer = (event: PointerEvent) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    return Math.floor(((event.clientX - left) / width) * bars.length);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1, PageUp: 10, PageDown: -10 }[event.key];
    if (step !== undefined) {
      const at = windowOf((drawn?.at ?? bars.length) + step, bars.length, bars.length)[0];
      setDrawn({ anchor: event.shiftKey && drawn !== null ? drawn.anchor : at, at, isDown: false });
    } else if (event.key === "Enter" && drawn !== null) zoom();
    else if (event.key === "Escape" && drawn !== null) setDrawn(null);
    else return;
    event.preventDefault();
  };
  const words = drawn === null ? "Nothing chosen" : windowWords(bars.slice(first, last + 1), stepMs, formatInstant);
  const countedFromMs = summary.countedFrom === null ? null : Date.parse(summary.countedFrom);

  return (
    <div className="rounded-lg border border-border bg-surface px-3 pt-2 pb-1.5">
      <div
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- no input can be drawn over
        role="slider"
        tabIndex={0}
        aria-label="Deliveries over time. Arrow keys choose a moment, with Shift a window; Enter shows only that."
        aria-orientation="horizontal"
        aria-valuemin={0}
        aria-valuemax={bars.length - 1}
        aria-valuenow={drawn?.at ?? bars.length - 1}
        aria-valuetext={words}
        data-shortcuts="off"
        onKeyDown={onKeyDown}
        onBlur={() => setDrawn(null)}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setDrawn({ anchor: atPointer(event), at: atPointer(event), isDown: true });
        }}
        onPointerMove={(event) => {
          if (drawn?.isDown === true) setDrawn({ ...drawn, at: atPointer(event) });
        }}
        onPointerUp={() => drawn?.isDown === true && zoom()}
        onPointerCancel={() => setDrawn(null)}
        className="cursor-crosshair touch-pan-y rounded-sm"
      >
        <svg
          aria-hidden
          viewBox={`0 0 ${bars.length * 10} ${HEIGHT}`}
          preserveAspectRatio="none"
          className="block h-12 w-full"
        >
          {first >= 0 && (
            <rect x={first * 10} width={(last - first + 1) * 10} height={HEIGHT} className="fill-accent-soft" />
          )}
          {OUTCOMES.map((outcome) => (
            <OutcomeShape key={outcome} {...{ bars, outcome, most }} />
          ))}
          <line x1={0} x2={bars.length * 10} y1={HEIGHT} y2={HEIGHT} className="stroke-border" />
        </svg>
      </div>
      <div className="mt-1 flex flex-wrap items-center justify-between gap-x-4 text-[0.75rem] text-muted">
        <span>
          {drawn === null ? formatInstant(new Date(histogram.from)) : words}
          {drawn === null &&
            countedFromMs !== null &&
            ` · counted since ${formatInstant(new Date(countedFromMs))} only`}
        </span>
        <ul className="flex flex-wrap gap-x-3">
          {OUTCOMES.map((outcome) => (
            <li key={outcome} className="flex items-center gap-1.5">
              <span aria-hidden className={`size-2 rounded-[2px] ${SWATCHES[outcome]}`} />
              {outcome} {formatCount(bars.reduce((sum, bar) => sum + bar[outcome], 0))}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

/** One shape for all parts of an outcome: three hundred rectangles would be a good part of the page. */
function OutcomeShape({ bars, outcome, most }: { bars: readonly Bar[]; outcome: Outcome; most: number }) {
  const below = OUTCOMES.slice(0, OUTCOMES.indexOf(outcome));
  const shape = bars.map((bar, at) => {
    const height = heightOf(bar[outcome], most, HEIGHT);
    if (height === 0) return "";
    const top = below.reduce((y, each) => y - heightOf(bar[each], most, HEIGHT), HEIGHT) - height;
    return `M${at * 10 + 1} ${Math.max(0, top)}h8v${height}h-8z`;
  });
  return <path d={shape.join("")} className={FILLS[outcome]} />;
}

function windowWords(bars: readonly Bar[], stepMs: number, formatInstant: (time: Date) => string): string {
  const from = bars[0]?.atMs ?? 0;
  const to = (bars.at(-1)?.atMs ?? 0) + stepMs;
  const total = bars.reduce((sum, bar) => sum + bar.total, 0);
  const failed = bars.reduce((sum, bar) => sum + bar.failed, 0);
  return `${formatInstant(new Date(from))} to ${formatInstant(new Date(to))}: ${formatCount(total)}, ${formatCount(failed)} failed`;
}
