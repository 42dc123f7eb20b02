import clsx from "clsx";

const WIDTH = 96;
const HEIGHT = 24;

type Bucket = { at: string; ok: number; failed: number };

/**
 * What was delivered and failed in each of some 24 buckets, the size of a word. Failures hang from the top of each bar
 * in their own colour; a bucket without any leaves its place empty.
 */
export function Sparkline({
  from,
  to,
  bucketMs,
  series,
  label,
  className,
}: {
  from: string;
  to: string;
  bucketMs: number;
  series: readonly Bucket[];
  label: string;
  className?: string;
}) {
  const firstMs = Math.floor(Date.parse(from) / bucketMs) * bucketMs;
  const count = Math.max(1, Math.ceil((Date.parse(to) - firstMs) / bucketMs));
  const largest = Math.max(1, ...series.map(({ ok, failed }) => ok + failed));
  const step = WIDTH / count;
  const bars = series.map(({ at, ok, failed }) => ({
    x: ((Date.parse(at) - firstMs) / bucketMs) * step,
    okPx: barOf(ok, largest),
    failedPx: barOf(failed, largest),
  }));
  // One shape for all bars of a colour: a list of endpoints has forty of these.
  const shapeOf = (barAt: (bar: (typeof bars)[number]) => [top: number, height: number]) =>
    bars
      .map((bar) => {
        const [top, height] = barAt(bar);
        return height === 0
          ? ""
          : `M${round(bar.x)} ${round(top)}h${round(step * 0.75)}v${round(height)}h${round(-step * 0.75)}z`;
      })
      .join("");
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      className={clsx("block h-6 w-24", className)}
    >
      <path d={`M0 ${HEIGHT - 0.5}H${WIDTH}`} stroke="var(--border)" vectorEffect="non-scaling-stroke" />
      <path d={shapeOf(({ okPx }) => [HEIGHT - okPx, okPx])} fill="var(--chart-1)" />
      <path
        d={shapeOf(({ okPx, failedPx }) => [Math.max(0, HEIGHT - okPx - failedPx), failedPx])}
        fill="var(--chart-3)"
      />
    </svg>
  );
}

function barOf(value: number, largest: number): number {
  return value === 0 ? 0 : Math.max(1.5, (value / largest) * (HEIGHT - 2));
}

/** A figure's course as a line, broken where there is nothing; beside the number itself, so that readers skip it. */
export function TrendLine({ values, className }: { values: readonly (number | null)[]; className?: string }) {
  const known = values.filter((value) => value !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const x = (index: number) => (values.length === 1 ? WIDTH / 2 : (index / (values.length - 1)) * WIDTH);
  const y = (value: number) => (high === low ? HEIGHT / 2 : HEIGHT - 2 - ((value - low) / (high - low)) * (HEIGHT - 4));
  const path = values
    .map((value, index) => {
      if (value === null) return "";
      const begins = index === 0 || values[index - 1] === null;
      const end = values[index + 1] === undefined || values[index + 1] === null;
      const point = `${round(x(index))} ${round(y(value))}`;
      return `${begins ? "M" : "L"}${point}${begins && end ? "h0.01" : ""}`;
    })
    .join("");
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      className={clsx("block h-6 w-full", className)}
    >
      {known.length > 0 && (
        <path
          d={path}
          fill="none"
          stroke="currentColor"
          strokeWidth={1.5}
          strokeLinecap="round"
          strokeLinejoin="round"
          vectorEffect="non-scaling-stroke"
        />
      )}
    </svg>
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
