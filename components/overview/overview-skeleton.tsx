"use client";

import type { CardQuery } from "@/components/charts/chart-card";
import { LatencyCard, SuccessCard, VolumeCard } from "@/components/charts/series-cards";
import { PageHeading } from "@/components/layout/page-heading";
import { Skeleton } from "@/components/ui/skeleton";
import { KpiCards } from "./kpi-cards";
import { NeedsAttention } from "./needs-attention";
import { Verdict } from "./verdict";

const PENDING: CardQuery = { isPending: true, isFetching: true, error: null, refetch: () => undefined };
const NOTHING = { query: PENDING, data: undefined };

/** The page before its first answer: the same parts in the same sizes, so that nothing moves when it comes. */
export function OverviewSkeleton() {
  return (
    <>
      <PageHeading title="Overview" actions={<Skeleton className="h-8.5 w-80 max-w-full" />} />
      <Verdict {...NOTHING} />
      <KpiCards {...NOTHING} series={[]} />
      <VolumeCard {...NOTHING} empty={null} />
      <div className="grid gap-6 xl:grid-cols-2">
        <SuccessCard {...NOTHING} empty={null} />
        <LatencyCard {...NOTHING} empty={null} />
      </div>
      <NeedsAttention {...NOTHING} />
    </>
  );
}
