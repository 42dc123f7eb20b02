import Link from "next/link";
import type { ReactNode } from "react";

/** A row of a ranking: what it is, how much of it there is, and a bar that compares it with the first. */
export function BarRow({
  href,
  label,
  value,
  detail,
  share,
  tone,
}: {
  href: string;
  label: ReactNode;
  value: string;
  detail?: ReactNode;
  /** 0 to 1, of the first row. */
  share: number;
  tone: "bad" | "neutral";
}) {
  return (
    <li className="py-2">
      <div className="flex items-baseline justify-between gap-4">
        <Link href={href} className="min-w-0 truncate font-medium hover:underline">
          {label}
        </Link>
        <span className="shrink-0 font-medium">{value}</span>
      </div>
      <div className="mt-1 flex items-center gap-3">
        <span aria-hidden className="h-1.5 flex-1 overflow-hidden rounded-full bg-raised">
          <span
            className={tone === "bad" ? "block h-full rounded-full bg-chart-3" : "block h-full rounded-full bg-chart-1"}
            style={{ width: `${Math.max(2, share * 100)}%` }}
          />
        </span>
        {detail !== undefined && <span className="shrink-0 text-[0.8125rem] text-muted">{detail}</span>}
      </div>
    </li>
  );
}
