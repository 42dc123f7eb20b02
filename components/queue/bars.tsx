import clsx from "clsx";
import { formatCount } from "@/components/values/count";

export type Bar = { key: string; title: string; values: readonly number[] };

const COLOURS = ["bg-chart-5", "bg-chart-1"];
export const BARS_HEIGHT = 180;

/** Counts side by side. The figures are told by `label` and the table beside it; pointing at a bar names it. */
export function Bars({
  label,
  unit,
  bars,
  axis,
}: {
  label: string;
  unit: string;
  bars: readonly Bar[];
  /** What stands under the bars, from left to right. */
  axis: readonly string[];
}) {
  const most = niceMost(Math.max(...bars.flatMap(({ values }) => values)));
  return (
    <figure aria-label={label} style={{ height: BARS_HEIGHT }} className="flex flex-col text-[0.75rem] text-muted">
      <div aria-hidden className="flex min-h-0 flex-1 gap-2">
        <div className="flex w-10 shrink-0 flex-col justify-between text-right leading-none">
          <span>{formatCount(most)}</span>
          <span>0</span>
        </div>
        <div className="flex min-w-0 flex-1 items-end gap-px border-t border-b border-border border-t-border/60">
          {bars.map(({ key, title, values }) => (
            <div key={key} title={title} className="group flex h-full min-w-0 flex-1 items-end hover:bg-raised">
              {values.map((value, index) => (
                <div
                  key={COLOURS[index]}
                  style={{ height: `${(value / most) * 100}%` }}
                  className={clsx("min-w-0 flex-1 rounded-t-[1px]", COLOURS[index], value > 0 && "min-h-0.5")}
                />
              ))}
            </div>
          ))}
        </div>
      </div>
      <div aria-hidden className="flex gap-2 pt-1.5">
        <span className="w-10 shrink-0 text-right">{unit}</span>
        <div className="flex min-w-0 flex-1 justify-between">
          {axis.map((text) => (
            <span key={text}>{text}</span>
          ))}
        </div>
      </div>
    </figure>
  );
}

/** @returns a round number that is not below the greatest one. */
function niceMost(most: number): number {
  if (most <= 5) return 5;
  const power = 10 ** Math.floor(Math.log10(most));
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= most) ?? most;
}
