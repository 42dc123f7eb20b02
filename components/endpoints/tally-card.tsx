"use client";

import Link from "next/link";
import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { formatCount, formatRate } from "@/components/values/count";
import { causeTitle } from "@/lib/egress/cause-titles";

const SHOWN_MAX = 8;

/** How often each of something happened, most often first, as bars with their numbers. */
export function TallyCard({
  title,
  tally,
  kind,
  hrefOf,
  empty,
}: {
  title: string;
  tally: Record<string, number> | undefined;
  kind: "cause" | "code";
  hrefOf: (key: string) => string;
  empty: string;
}) {
  const entries = Object.entries(tally ?? {}).toSorted(([, a], [, b]) => b - a);
  const total = entries.reduce((sum, [, count]) => sum + count, 0);
  const largest = entries[0]?.[1] ?? 1;
  return (
    <Card title={title} description={tally === undefined ? undefined : `${formatCount(total)} attempts`}>
      {tally === undefined && <Skeleton className="h-40" />}
      {tally !== undefined && entries.length === 0 && <p className="py-6 text-center text-muted">{empty}</p>}
      <ul className="flex flex-col gap-2.5">
        {entries.slice(0, SHOWN_MAX).map(([key, count]) => (
          <li key={key}>
            <div className="flex items-baseline justify-between gap-3">
              <Link href={hrefOf(key)} className="min-w-0 truncate rounded-sm hover:text-accent hover:underline">
                {kind === "cause" ? causeTitle(key) : codeOf(key)}
              </Link>
              <span className="whitespace-nowrap text-muted">
                <span className="font-medium text-foreground">{formatCount(count)}</span> · {formatRate(count / total)}
              </span>
            </div>
            <div aria-hidden className="mt-1 h-1.5 overflow-hidden rounded-full bg-raised">
              <div
                className="h-full rounded-full"
                style={{ width: `${(count / largest) * 100}%`, background: barOf(kind, key) }}
              />
            </div>
          </li>
        ))}
      </ul>
      {entries.length > SHOWN_MAX && (
        <p className="mt-3 text-[0.8125rem] text-muted">and {entries.length - SHOWN_MAX} more</p>
      )}
    </Card>
  );
}

function codeOf(code: string): string {
  return code === "none" ? "No answer" : `Status ${code}`;
}

function barOf(kind: "cause" | "code", key: string): string {
  return kind === "code" && key.startsWith("2") ? "var(--chart-1)" : "var(--chart-3)";
}
