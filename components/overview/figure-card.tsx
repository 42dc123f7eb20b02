"use client";

import type { ReactNode } from "react";
import type { CardQuery } from "@/components/charts/chart-card";
import { Card } from "@/components/ui/card";
import { CardBoundary } from "@/components/ui/card-boundary";
import { ProblemCard } from "@/components/ui/problem-card";
import { Skeleton } from "@/components/ui/skeleton";

/** A card whose content is read on its own: what goes wrong with it stays in it. */
export function FigureCard({
  title,
  description,
  actions,
  query,
  hasData,
  rows,
  className,
  children,
}: {
  title: string;
  description?: ReactNode;
  actions?: ReactNode;
  query: CardQuery;
  hasData: boolean;
  /** Rows that are held free while it loads. */
  rows: number;
  className?: string;
  children: ReactNode;
}) {
  return (
    <Card title={title} {...{ description, actions, className }}>
      <CardBoundary>
        {hasData ? (
          children
        ) : query.error !== null ? (
          <ProblemCard error={query.error} onRetry={() => void query.refetch()} busy={query.isFetching} />
        ) : (
          <div aria-busy className="flex flex-col gap-4">
            {Array.from({ length: rows }, (_, index) => (
              <Skeleton key={index} className="h-9" />
            ))}
          </div>
        )}
      </CardBoundary>
    </Card>
  );
}
