"use client";

import clsx from "clsx";
import { ArrowDown, ArrowRight, ArrowUp } from "lucide-react";
import Link from "next/link";
import type { CardQuery } from "@/components/charts/chart-card";
import { TrendLine } from "@/components/charts/sparkline";
import { useLinks } from "@/components/layout/workspace-context";
import { ProblemCard } from "@/components/ui/problem-card";
import { Skeleton } from "@/components/ui/skeleton";
import type { OverviewFigures, Series } from "@/lib/client/stats";
import { type Delta, type Kpi, kpisOf } from "./kpis";

const GRID = "grid gap-3 min-[22rem]:grid-cols-2 md:grid-cols-3 2xl:grid-cols-6";
const CARD = "flex h-36 min-w-0 flex-col rounded-lg border border-border bg-surface px-4 py-3";
const ARROWS = { up: ArrowUp, down: ArrowDown, same: ArrowRight };
const TONES = { good: "text-ok", bad: "text-bad", neutral: "text-muted" };

/** The numbers of the span beside those of the span before; each leads to the deliveries that it counts. */
export function KpiCards({
  query,
  data,
  series,
}: {
  query: CardQuery;
  data: OverviewFigures | undefined;
  series: Series["series"];
}) {
  const links = useLinks();
  if (data === undefined && query.error !== null)
    return <ProblemCard error={query.error} onRetry={() => void query.refetch()} busy={query.isFetching} />;
  if (data === undefined)
    return (
      <div className={GRID} aria-busy>
        {Array.from({ length: 6 }, (_, index) => (
          <div key={index} className={CARD}>
            <Skeleton className="h-4 w-24" />
            <Skeleton className="mt-2 h-7 w-20" />
            <Skeleton className="mt-auto h-6 w-full" />
          </div>
        ))}
      </div>
    );
  return (
    <ul className={GRID} aria-label="Key figures">
      {kpisOf(data, series).map((kpi) => (
        <li key={kpi.key} className="min-w-0">
          <KpiCard kpi={kpi} href={links.deliveries({ status: kpi.status, from: data.from, to: data.to })} />
        </li>
      ))}
    </ul>
  );
}

function KpiCard({ kpi, href }: { kpi: Kpi; href: string }) {
  const { label, value, detail, delta, trend } = kpi;
  return (
    <Link href={href} data-kpi={kpi.key} className={clsx(CARD, "hover:border-control focus-visible:outline-offset-0")}>
      <span className="truncate text-[0.8125rem] text-muted">{label}</span>
      <span className="mt-0.5 flex flex-wrap items-baseline justify-between gap-x-2">
        <span data-kpi-value className="truncate text-xl font-semibold tracking-tight">
          {value}
        </span>
        {delta !== null && <DeltaText delta={delta} />}
      </span>
      <span className="truncate text-[0.8125rem] text-muted">{detail}</span>
      <span className="mt-auto text-chart-1">
        <TrendLine values={trend} />
      </span>
    </Link>
  );
}

function DeltaText({ delta: { text, tone, direction } }: { delta: Delta }) {
  const Arrow = ARROWS[direction];
  return (
    <span
      title="Against the span of equal length before"
      className={clsx("inline-flex shrink-0 items-center gap-0.5 text-[0.8125rem] font-medium", TONES[tone])}
    >
      <Arrow aria-hidden className="size-3.5" />
      {text}
      <span className="sr-only"> against the span before</span>
    </span>
  );
}
