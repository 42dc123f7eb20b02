"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Download, ScrollText } from "lucide-react";
import { useQueryStates } from "nuqs";
import { PageHeading } from "@/components/layout/page-heading";
import { useWorkspace } from "@/components/layout/workspace-context";
import { Button, buttonClass } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ProblemCard } from "@/components/ui/problem-card";
import { Skeleton } from "@/components/ui/skeleton";
import { auditExportUrl, auditFilterOf, auditLogQuery, auditParams } from "@/lib/client/audit";
import { AuditEntryRow } from "./audit-entry-row";
import { AuditFilterBar } from "./audit-filter-bar";

/** Who did what, when and from where; nothing in it can be changed or taken away. */
export function AuditLog() {
  const { slug } = useWorkspace();
  const [params, setParams] = useQueryStates(auditParams);
  const filter = auditFilterOf(params);
  const log = useInfiniteQuery({ ...auditLogQuery(slug, filter), placeholderData: keepPreviousData });
  const entries = log.data?.pages.flatMap(({ data }) => data) ?? [];
  const isFiltered = Object.keys(filter).length > 0;
  return (
    <>
      <PageHeading
        title="Audit log"
        actions={(["csv", "ndjson"] as const).map((format) => (
          <a
            key={format}
            href={auditExportUrl(slug, filter, format)}
            download
            className={buttonClass({ variant: "secondary", size: "sm" })}
          >
            <Download aria-hidden className="size-4" />
            {format === "csv" ? "Export CSV" : "Export NDJSON"}
          </a>
        ))}
      >
        <p>Who did what, when and from where. Nobody can change it.</p>
      </PageHeading>
      <Card title="Entries" description={isFiltered ? "Those that match, newest first." : "Newest first."}>
        <div className="flex flex-col gap-4">
          <AuditFilterBar params={params} setParams={setParams} />
          {log.isError && <ProblemCard error={log.error} busy={log.isFetching} onRetry={() => void log.refetch()} />}
          {log.isPending ? (
            <div aria-busy className="flex flex-col gap-2 border-t border-border pt-3">
              {[1, 2, 3, 4, 5, 6].map((row) => (
                <Skeleton key={row} className="h-9" />
              ))}
            </div>
          ) : entries.length > 0 ? (
            <>
              <ul
                aria-label="Entries"
                aria-busy={log.isPlaceholderData}
                className={`divide-y divide-border border-t border-border ${log.isPlaceholderData ? "opacity-60" : ""}`}
              >
                {entries.map((entry) => (
                  <AuditEntryRow key={entry.id} entry={entry} />
                ))}
              </ul>
              {log.hasNextPage ? (
                <Button
                  variant="secondary"
                  busy={log.isFetchingNextPage}
                  onClick={() => void log.fetchNextPage()}
                  className="self-center"
                >
                  Load more
                </Button>
              ) : (
                <p className="text-center text-[0.8125rem] text-muted">That is all.</p>
              )}
            </>
          ) : (
            !log.isError && (
              <EmptyState
                icon={<ScrollText className="size-5" />}
                title={isFiltered ? "Nothing matches this filter" : "Nothing yet"}
                actions={isFiltered ? <Button onClick={() => void setParams(null)}>Clear all</Button> : undefined}
              >
                <p>Changes of settings, keys, members and endpoints are listed here, and who revealed a secret.</p>
              </EmptyState>
            )
          )}
        </div>
      </Card>
    </>
  );
}
