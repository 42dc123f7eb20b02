type Entry = { key: string; label: string; color: string; dash?: string };

/** What the colours of a chart stand for; lines also differ in their dashes, failures in their hatching. */
export function ChartLegend({ entries, kind }: { entries: readonly Entry[]; kind: "bars" | "lines" }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-[0.8125rem] text-muted">
      {entries.map(({ key, label, color, dash }) => (
        <li key={key} className="inline-flex items-center gap-1.5">
          <svg aria-hidden width={14} height={10} className="shrink-0">
            {kind === "bars" ? (
              <rect x={2} width={10} height={10} rx={2} fill={color} />
            ) : (
              <path d="M0 5H14" stroke={color} strokeWidth={2} strokeDasharray={dash} />
            )}
            {kind === "bars" && key === "failed" && (
              <path d="M3 9 11 1M6 10 12 4M2 5 7 0" stroke="var(--surface)" strokeOpacity={0.6} />
            )}
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
}
