"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useQueryStates } from "nuqs";
import { useMemo } from "react";
import type { ChartPick } from "@/components/charts/chart-rows";
import { RangePicker } from "@/components/charts/range-picker";
import { LatencyCard, SuccessCard, VolumeCard } from "@/components/charts/series-cards";
import { usePollMs } from "@/components/layout/live";
import { PageHeading } from "@/components/layout/page-heading";
import { useLinks, useWorkspace } from "@/components/layout/workspace-context";
import { rangeParams } from "@/lib/client/range-params";
import { recentChangesOf, recentChangesQuery } from "@/lib/client/recent-changes";
import { onboardingQuery, overviewQuery, seriesQuery, statsKeys, webhookFiguresQuery } from "@/lib/client/stats";
import { SECOND_MS } from "@/lib/core/clock";
import { Checklist } from "./checklist";
import { FirstRun } from "./first-run";
import { KpiCards } from "./kpi-cards";
import { NeedsAttention } from "./needs-attention";
import { NoTraffic } from "./no-traffic";
import { NoisyTypes } from "./noisy-types";
import { ATTENTION, REFETCH_MS } from "./queries";
import { RecentChanges } from "./recent-changes";
import { SlowestEndpoints } from "./slowest-endpoints";
import { TopCauses } from "./top-causes";
import { useTicking } from "./use-ticking";
import { Verdict } from "./verdict";

/** Is anything wrong, where, since when, and what to do: the first page of a workspace. */
export function Overview() {
  const { slug, may } = useWorkspace();
  const links = useLinks();
  const router = useRouter();
  const [range, setRange] = useQueryStates(rangeParams);
  const pollMs = usePollMs(5 * SECOND_MS);
  const overview = useQuery({ ...overviewQuery(slug, range), refetchInterval: pollMs });
  const attention = useQuery({ ...webhookFiguresQuery(slug, range, ATTENTION), refetchInterval: pollMs });
  const series = useQuery({ ...seriesQuery(slug, range), refetchInterval: REFETCH_MS });
  const onboarding = useQuery({ ...onboardingQuery(slug), refetchInterval: pollMs });
  const audit = useQuery({ ...recentChangesQuery(slug), enabled: may("audit:read"), refetchInterval: REFETCH_MS });
  useTicking([
    statsKeys.overview(slug, range),
    statsKeys.webhookFigures(slug, range, ATTENTION),
    statsKeys.onboarding(slug),
  ]);

  const changes = useMemo(() => audit.data && recentChangesOf(audit.data.data), [audit.data]);
  const markers = useMemo(
    () =>
      changes?.flatMap(({ at, actor, words, isMarked }) =>
        isMarked ? [{ atMs: Date.parse(at), label: `${actor} ${words}` }] : [],
      ),
    [changes],
  );
  const hrefOf = (pick: ChartPick) => links.deliveries(pick);
  const charts = {
    query: series,
    data: series.data,
    markers,
    hrefOf,
    onPick: (pick: ChartPick) => router.push(hrefOf(pick)),
    empty: <NoTraffic lastAt={onboarding.data?.lastDelivery?.createdAt} onJump={setRange} />,
  };
  // Until the first delivery there is nothing to measure: only the way there is shown.
  const isFirstRun = onboarding.data !== undefined && onboarding.data.lastDelivery === null;
  return (
    <>
      <PageHeading
        title="Overview"
        actions={!isFirstRun && <RangePicker value={range} onChange={(next) => void setRange(next)} />}
      />
      <Verdict query={attention} data={attention.data} />
      {onboarding.data !== undefined && <Checklist facts={onboarding.data} />}
      {isFirstRun ? (
        <FirstRun />
      ) : (
        <>
          <KpiCards query={overview} data={overview.data} series={series.data?.series ?? []} />
          <VolumeCard {...charts} />
          <div className="grid gap-6 xl:grid-cols-2">
            <SuccessCard {...charts} />
            <LatencyCard {...charts} />
          </div>
          <NeedsAttention query={attention} data={attention.data} />
          <div className="grid items-start gap-6 xl:grid-cols-2">
            <TopCauses query={overview} data={overview.data} />
            <SlowestEndpoints range={range} refetchMs={REFETCH_MS} />
            <NoisyTypes range={range} refetchMs={REFETCH_MS} />
            {may("audit:read") && <RecentChanges query={audit} changes={changes} />}
          </div>
        </>
      )}
    </>
  );
}
