"use client";

import Link from "next/link";
import type { CardQuery } from "@/components/charts/chart-card";
import { useLinks } from "@/components/layout/workspace-context";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/values/relative-time";
import type { RecentChange } from "@/lib/client/recent-changes";
import { FigureCard } from "./figure-card";

const SHOWN = 6;

/** Who changed the configuration lately: often the reason for what the charts show. */
export function RecentChanges({ query, changes }: { query: CardQuery; changes: RecentChange[] | undefined }) {
  const links = useLinks();
  return (
    <FigureCard
      title="Recent changes"
      query={query}
      hasData={changes !== undefined}
      rows={SHOWN}
      actions={
        <Link href={links.settings("audit-log")} className="text-[0.8125rem] text-accent underline underline-offset-4">
          Audit log
        </Link>
      }
    >
      {changes?.length === 0 ? (
        <EmptyState title="Nothing was changed lately" />
      ) : (
        <ul className="-my-2 divide-y divide-border">
          {changes?.slice(0, SHOWN).map(({ id, at, actor, words, webhookId }) => (
            <li key={id} className="flex items-baseline justify-between gap-4 py-2">
              <span className="min-w-0 truncate">
                <bdi className="font-medium">{actor}</bdi>{" "}
                {webhookId === null ? (
                  words
                ) : (
                  <Link href={links.endpoint(webhookId, "activity")} className="hover:underline">
                    {words}
                  </Link>
                )}
              </span>
              <RelativeTime iso={at} className="shrink-0 text-[0.8125rem] text-muted" />
            </li>
          ))}
        </ul>
      )}
    </FigureCard>
  );
}
