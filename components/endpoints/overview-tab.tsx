"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useQueryStates } from "nuqs";
import { RangePicker } from "@/components/charts/range-picker";
import type { ChartPick } from "@/components/charts/chart-rows";
import { LatencyCard, SuccessCard, VolumeCard } from "@/components/charts/series-cards";
import { useLinks, useWorkspace } from "@/components/layout/workspace-context";
import { rangeParams } from "@/lib/client/range-params";
import { webhookStatsQuery } from "@/lib/client/stats";
import type { Webhook } from "@/lib/webhooks/schemas";
import { EndpointFigures } from "./endpoint-figures";
import { TallyCard } from "./tally-card";

const REFETCH_MS = 30_000;

/** How one endpoint did: figures, their course, and what failed attempts failed of. */
export function OverviewTab({ webhook }: { webhook: Webhook }) {
  const { slug } = useWorkspace();
  const links = useLinks();
  const router = useRouter();
  const [range, setRange] = useQueryStates(rangeParams);
  const stats = useQuery({ ...webhookStatsQuery(slug, webhook.id, range), refetchInterval: REFETCH_MS });
  const { data } = stats;
  const span = data && { ...data, from: String(data.from), to: String(data.to) };
  const hrefOf = (pick: ChartPick) => links.deliveries({ ...pick, webhook: webhook.id });
  const within =
    range.from === null && range.to === null
      ? { range: range.range ?? "24h" }
      : { from: range.from?.toISOString(), to: range.to?.toISOString() };
  const series = data && {
    ...data,
    from: String(data.from),
    to: String(data.to),
    series: data.series.map((point) => ({ ...point, at: String(point.at) })),
  };
  const card = {
    query: stats,
    data: series,
    empty: "No deliveries in this range.",
    hrefOf,
    onPick: (pick: ChartPick) => router.push(hrefOf(pick)),
  };
  return (
    <div className="flex flex-col gap-4">
      <RangePicker value={range} onChange={(next) => void setRange(next)} />
      <EndpointFigures figures={span} webhookId={webhook.id} />
      <div className="grid gap-4 xl:grid-cols-2">
        <VolumeCard {...card} className="xl:col-span-2" />
        <SuccessCard {...card} />
        <LatencyCard {...card} />
        <TallyCard
          title="Why attempts failed"
          tally={data?.causes}
          kind="cause"
          hrefOf={(cause) => links.deliveries({ ...within, webhook: webhook.id, err: cause })}
          empty="No attempt failed in this range."
        />
        <TallyCard
          title="Answers"
          tally={data?.responseCodes}
          kind="code"
          hrefOf={(code) => links.deliveries({ ...within, webhook: webhook.id, code })}
          empty="No attempt was made in this range."
        />
      </div>
    </div>
  );
}
