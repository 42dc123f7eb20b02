"use client";

import { ChartColumn, Table } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CardBoundary } from "@/components/ui/card-boundary";
import { ProblemCard } from "@/components/ui/problem-card";
import { PlotSkeleton } from "./plot-skeleton";

/** The part of a query's result that a card shows. */
export type CardQuery = { isPending: boolean; isFetching: boolean; error: unknown; refetch: () => unknown };

export const CHART_HEIGHT = 220;

/**
 * A chart in a card of one height, whatever its state: loading, nothing to show, failed, drawn, or as a table.
 * @param unit what the axes measure, read with the title: "Deliveries per hour · UTC".
 */
export function ChartCard({
  title,
  unit,
  legend,
  query,
  hasData,
  empty,
  height = CHART_HEIGHT,
  table,
  className,
  children,
}: {
  title: string;
  unit: string;
  legend?: ReactNode;
  query: CardQuery;
  hasData: boolean;
  /** Instead of a chart without any point. */
  empty?: ReactNode;
  height?: number;
  table: (height: number) => ReactNode;
  className?: string;
  children: ReactNode;
}) {
  const [asTable, setAsTable] = useState(false);
  const showsFigures = hasData && empty === undefined;
  return (
    <Card
      title={title}
      description={unit}
      className={className}
      actions={
        <Button
          variant="ghost"
          size="sm"
          aria-label={`View as ${asTable ? "chart" : "table"}: ${title}`}
          disabled={!showsFigures}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? <ChartColumn aria-hidden className="size-4" /> : <Table aria-hidden className="size-4" />}
          View as {asTable ? "chart" : "table"}
        </Button>
      }
    >
      <div className="flex flex-col gap-3" aria-busy={query.isPending}>
        <div className="min-h-5">{legend}</div>
        <div style={{ height }} className="min-w-0 overflow-hidden">
          <CardBoundary>
            {!hasData && query.error !== null ? (
              <ProblemCard error={query.error} onRetry={() => void query.refetch()} busy={query.isFetching} />
            ) : !hasData ? (
              <PlotSkeleton height={height} />
            ) : empty !== undefined ? (
              <div className="grid h-full place-items-center">{empty}</div>
            ) : asTable ? (
              table(height)
            ) : (
              children
            )}
          </CardBoundary>
        </div>
      </div>
    </Card>
  );
}
