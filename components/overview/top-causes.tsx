"use client";

import type { CardQuery } from "@/components/charts/chart-card";
import { useLinks } from "@/components/layout/workspace-context";
import { EmptyState } from "@/components/ui/empty-state";
import { formatCount } from "@/components/values/count";
import type { OverviewFigures } from "@/lib/client/stats";
import { causeTitle } from "@/lib/egress/cause-titles";
import { BarRow } from "./bar-row";
import { FigureCard } from "./figure-card";

const SHOWN = 5;

/** What attempts failed of, most often first. */
export function TopCauses({ query, data }: { query: CardQuery; data: OverviewFigures | undefined }) {
  const links = useLinks();
  const causes = Object.entries(data?.causes ?? {})
    .sort(([, a], [, b]) => b - a)
    .slice(0, SHOWN);
  const most = causes[0]?.[1] ?? 1;
  return (
    <FigureCard
      title="Top causes of failure"
      description="Failed attempts, by what went wrong."
      query={query}
      hasData={data !== undefined}
      rows={SHOWN}
    >
      {data !== undefined && causes.length === 0 ? (
        <EmptyState title="No attempt failed in this range" />
      ) : (
        <ul className="-my-2">
          {causes.map(([cause, count]) => (
            <BarRow
              key={cause}
              tone="bad"
              href={links.deliveries({ err: cause, from: data?.from, to: data?.to })}
              label={causeTitle(cause)}
              value={formatCount(count)}
              detail={<code className="font-mono">{cause}</code>}
              share={count / most}
            />
          ))}
        </ul>
      )}
    </FigureCard>
  );
}
