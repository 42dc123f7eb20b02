"use client";

import { useQuery } from "@tanstack/react-query";
import { useLinks, useWorkspace } from "@/components/layout/workspace-context";
import { EmptyState } from "@/components/ui/empty-state";
import { formatDuration } from "@/lib/client/format-time";
import type { RangeParams } from "@/lib/client/range-params";
import { webhookFiguresQuery } from "@/lib/client/stats";
import { BarRow } from "./bar-row";
import { FigureCard } from "./figure-card";
import { SLOWEST } from "./queries";

/** The endpoints whose answers take longest. */
export function SlowestEndpoints({ range, refetchMs }: { range: RangeParams; refetchMs: number }) {
  const { slug } = useWorkspace();
  const links = useLinks();
  const query = useQuery({ ...webhookFiguresQuery(slug, range, SLOWEST), refetchInterval: refetchMs });
  const rows = query.data?.data ?? [];
  const most = rows[0]?.p95Ms ?? 1;
  return (
    <FigureCard
      title="Slowest endpoints"
      description="95 of 100 attempts were at least as quick."
      query={query}
      hasData={query.data !== undefined}
      rows={SLOWEST.limit}
    >
      {query.data !== undefined && rows.length === 0 ? (
        <EmptyState title="No attempt in this range" />
      ) : (
        <ul className="-my-2">
          {rows.map((row) => (
            <BarRow
              key={row.webhookId}
              tone="neutral"
              href={links.endpoint(row.webhookId)}
              label={<bdi>{row.name}</bdi>}
              value={formatDuration(row.p95Ms ?? 0)}
              detail={`p50 ${formatDuration(row.p50Ms ?? 0)}`}
              share={(row.p95Ms ?? 0) / most}
            />
          ))}
        </ul>
      )}
    </FigureCard>
  );
}
