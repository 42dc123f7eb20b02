"use client";

import { useQuery } from "@tanstack/react-query";
import { useLinks, useWorkspace } from "@/components/layout/workspace-context";
import { EmptyState } from "@/components/ui/empty-state";
import { formatCount } from "@/components/values/count";
import type { RangeParams } from "@/lib/client/range-params";
import { eventTypeFiguresQuery } from "@/lib/client/stats";
import { BarRow } from "./bar-row";
import { FigureCard } from "./figure-card";
import { NOISIEST } from "./queries";

/** The event types that cause most deliveries. */
export function NoisyTypes({ range, refetchMs }: { range: RangeParams; refetchMs: number }) {
  const { slug } = useWorkspace();
  const links = useLinks();
  const query = useQuery({ ...eventTypeFiguresQuery(slug, range, NOISIEST), refetchInterval: refetchMs });
  const { data } = query;
  const most = data?.data[0]?.deliveries ?? 1;
  return (
    <FigureCard
      title="Noisiest event types"
      description={
        data?.isEstimate === true ? "Deliveries, estimated from the newest ones." : "Deliveries by event type."
      }
      query={query}
      hasData={data !== undefined}
      rows={NOISIEST.limit}
    >
      {data?.data.length === 0 ? (
        <EmptyState title="No delivery in this range" />
      ) : (
        <ul className="-my-2">
          {data?.data.map(({ type, deliveries, failed }) => (
            <BarRow
              key={type}
              tone="neutral"
              href={links.deliveries({ type, from: data.from, to: data.to })}
              label={<code className="font-mono text-[0.8125rem]">{type}</code>}
              value={`${data.isEstimate ? "about " : ""}${formatCount(deliveries)}`}
              detail={`${formatCount(failed)} failed`}
              share={deliveries / most}
            />
          ))}
        </ul>
      )}
    </FigureCard>
  );
}
