"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useWorkspace } from "@/components/layout/workspace-context";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ProblemCard } from "@/components/ui/problem-card";
import { Skeleton } from "@/components/ui/skeleton";
import { RelativeTime } from "@/components/values/relative-time";
import { Time } from "@/components/values/time";
import type { AuditEntry } from "@/lib/audit/schemas";
import { webhookActivityQuery } from "@/lib/client/webhooks";
import type { Webhook } from "@/lib/webhooks/schemas";

const WORDS: Record<string, string> = {
  "webhook.created": "created the endpoint",
  "webhook.updated": "changed the endpoint",
  "webhook.paused": "paused it",
  "webhook.resumed": "resumed it",
  "webhook.enabled": "enabled it",
  "webhook.disabled": "disabled it",
  "webhook.tested": "sent a test",
  "webhook.secret_revealed": "looked at the secret",
  "webhook.secret_rotated": "rotated the secret",
  "webhook.previous_secret_expired": "expired the old secret",
};

/** Who did what to an endpoint, newest first. */
export function ActivityTab({ webhook }: { webhook: Webhook }) {
  const { slug, may, why } = useWorkspace();
  const mayRead = may("audit:read");
  const log = useInfiniteQuery({ ...webhookActivityQuery(slug, webhook.id), enabled: mayRead });
  const entries = log.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <Card title="Activity" description="What was done to this endpoint, from the audit log.">
      {!mayRead && <p className="text-muted">{why("audit:read")}</p>}
      {mayRead && log.isPending && <Skeleton className="h-40" />}
      {log.isError && <ProblemCard error={log.error} onRetry={() => void log.refetch()} busy={log.isFetching} />}
      {log.isSuccess && entries.length === 0 && (
        <EmptyState title="Nothing was done yet">Changes, tests and looks at the secret appear here.</EmptyState>
      )}
      <ol className="flex flex-col divide-y divide-border">
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ol>
      {log.hasNextPage && (
        <Button
          size="sm"
          variant="secondary"
          className="mt-4"
          busy={log.isFetchingNextPage}
          onClick={() => void log.fetchNextPage()}
        >
          Load more
        </Button>
      )}
    </Card>
  );
}

function Entry({ entry }: { entry: AuditEntry }) {
  const changes = Object.entries(entry.diff ?? {});
  const isCreation = entry.action === "webhook.created";
  return (
    <li className="grid gap-x-6 gap-y-1 py-3 first:pt-0 last:pb-0 sm:grid-cols-[minmax(0,1fr)_auto]">
      <div className="min-w-0">
        <p>
          <span className="font-medium">
            <bdi>{entry.actorName ?? entry.actorKind}</bdi>
          </span>{" "}
          {WORDS[entry.action] ?? entry.action}
          {entry.ip !== null && <span className="text-muted"> from {entry.ip}</span>}
        </p>
        {!isCreation && changes.length > 0 && (
          <ul className="mt-1 flex flex-col gap-0.5 text-[0.8125rem] text-muted">
            {changes.map(([field, [before, after]]) => (
              <li key={field} className="wrap-anywhere">
                {field}: {before != null && <del className="no-underline">{textOf(before)} → </del>}
                <span className="text-foreground">{textOf(after)}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
      <p className="text-[0.8125rem] whitespace-nowrap text-muted">
        <RelativeTime iso={entry.createdAt} /> · <Time iso={entry.createdAt} />
      </p>
    </li>
  );
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return "none";
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.join(", ");
  return typeof value === "string" ? value : JSON.stringify(value);
}
