"use client";

import { CircleCheck } from "lucide-react";
import Link from "next/link";
import type { CardQuery } from "@/components/charts/chart-card";
import { useLinks } from "@/components/layout/workspace-context";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { formatCount, formatCounted } from "@/components/values/count";
import { RelativeTime } from "@/components/values/relative-time";
import { UrlText } from "@/components/values/url-text";
import type { WebhookFiguresAnswer } from "@/lib/client/stats";
import { causeTitle } from "@/lib/egress/cause-titles";
import { FigureCard } from "./figure-card";

type Row = WebhookFiguresAnswer["data"][number];

const REASONS: Record<NonNullable<Row["attention"]>, { tone: BadgeTone; word: string }> = {
  failing: { tone: "bad", word: "Failing" },
  disabled: { tone: "off", word: "Disabled" },
  breaker_open: { tone: "warn", word: "Breaker open" },
  degraded: { tone: "warn", word: "Degraded" },
  backlog: { tone: "warn", word: "Backlog" },
  held: { tone: "paused", word: "Paused" },
};

/** The endpoints that somebody should look at, worst first, each with why and since when. */
export function NeedsAttention({ query, data }: { query: CardQuery; data: WebhookFiguresAnswer | undefined }) {
  const links = useLinks();
  const hidden = data === undefined ? 0 : data.summary.attention - data.data.length;
  return (
    <FigureCard title="Needs attention" query={query} hasData={data !== undefined} rows={3}>
      {data?.data.length === 0 ? (
        <EmptyState icon={<CircleCheck className="size-5" />} title="Nothing needs attention">
          Endpoints that fail, were disabled or fall behind are listed here.
        </EmptyState>
      ) : (
        <ul className="-my-3 divide-y divide-border">
          {data?.data.map((row) => (
            <AttentionRow key={row.webhookId} row={row} />
          ))}
        </ul>
      )}
      {hidden > 0 && (
        <p className="mt-4">
          <Link href={links.endpoints} className="text-accent underline underline-offset-4">
            {formatCounted(hidden, "more endpoint")}
          </Link>
        </p>
      )}
    </FigureCard>
  );
}

function AttentionRow({ row }: { row: Row }) {
  const links = useLinks();
  const { tone, word } = REASONS[row.attention ?? "degraded"];
  const open = row.waiting + row.delayed + row.held;
  return (
    <li className="grid gap-x-6 gap-y-2 py-3 md:grid-cols-[minmax(0,1fr)_minmax(0,1.3fr)_auto] md:items-center">
      <div className="min-w-0">
        <div className="flex min-w-0 items-center gap-2">
          <Link href={links.endpoint(row.webhookId)} title={row.name} className="truncate font-medium hover:underline">
            <bdi>{row.name}</bdi>
          </Link>
          <Badge tone={tone}>{word}</Badge>
        </div>
        <UrlText url={row.url} />
      </div>
      <div className="min-w-0 text-[0.8125rem]">
        <p>
          <Why row={row} />
        </p>
        <p className="text-muted">
          {formatCount(open)} waiting ·{" "}
          {row.failedRetryable === 0 ? (
            "0 failed"
          ) : (
            <Link
              href={links.deliveries({ webhook: row.webhookId, status: "failed", range: "30d" })}
              className="underline underline-offset-4 hover:text-foreground"
            >
              {formatCount(row.failedRetryable)} failed
            </Link>
          )}
          {row.failingSince !== null && (
            <>
              {" "}
              · first failed <RelativeTime iso={row.failingSince} />
            </>
          )}
        </p>
      </div>
      <Link
        href={links.endpoint(row.webhookId)}
        aria-label={`Review ${row.name}`}
        className={buttonClass({ variant: "secondary", size: "sm" })}
      >
        Review
      </Link>
    </li>
  );
}

function Why({ row }: { row: Row }) {
  if (row.status === "disabled") return row.statusReason ?? "It was disabled.";
  if (row.attention === "held") return "Deliveries are held until it is resumed.";
  if (row.attention === "backlog") return "Deliveries are due, but not being sent.";
  return (
    <>
      {reasonOf(row.topCause?.cause)}
      {row.topCause !== null && <span className="text-muted"> ({formatCounted(row.topCause.count, "attempt")})</span>}
      {row.breaker.nextProbeAt !== null && (
        <>
          {" "}
          Next probe <RelativeTime iso={row.breaker.nextProbeAt} />.
        </>
      )}
    </>
  );
}

function reasonOf(cause: string | undefined): string {
  return cause === undefined ? "Attempts failed." : causeTitle(cause);
}
