"use client";

import { Copy, RotateCw } from "lucide-react";
import Link from "next/link";
import { useMemo, useState } from "react";
import { BodyViewer } from "@/components/inspector/body-viewer";
import { contentOf } from "@/components/inspector/body-text";
import { PageHeading } from "@/components/layout/page-heading";
import { usePaletteAction } from "@/components/layout/palette-actions";
import { useLinks, useWorkspace } from "@/components/layout/workspace-context";
import { Button, buttonClass } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ProblemCard } from "@/components/ui/problem-card";
import { Skeleton } from "@/components/ui/skeleton";
import type { EventDetail as Event } from "@/lib/events/schemas";
import { EventFacts } from "./event-facts";
import { TestMark } from "./event-rows";
import { FanOutCard } from "./fan-out-card";
import { ReplayDialog, type ReplayTarget } from "./replay-dialog";
import { useEvent } from "./use-event";

/** One event: what was sent, to whom, and to whom not. */
export function EventDetail({ id }: { id: string }) {
  const { event, deliveries } = useEvent(id);
  const [replayTo, setReplayTo] = useState<ReplayTarget>();
  const { may } = useWorkspace();
  const mayWrite = may("events:write");
  const { data } = event;
  usePaletteAction(
    mayWrite && data !== undefined
      ? { id: "replay-event", label: "Replay this event", keywords: ["resend"], run: () => setReplayTo("all") }
      : undefined,
  );
  if (data === undefined)
    return event.isError ? (
      <ProblemCard error={event.error} onRetry={() => void event.refetch()} />
    ) : (
      <DetailSkeleton />
    );
  return (
    <>
      <Heading event={data} onReplay={() => setReplayTo("all")} />
      {event.isError && <ProblemCard error={event.error} onRetry={() => void event.refetch()} />}
      <FanOutCard
        event={data}
        deliveries={deliveries.data?.data ?? []}
        problem={deliveries.isError ? deliveries.error : undefined}
        onRetry={() => void deliveries.refetch()}
        onReplay={(webhook) => setReplayTo({ id: webhook.webhookId, name: webhook.name })}
      />
      <div className="grid min-w-0 items-start gap-6 xl:grid-cols-[minmax(0,1fr)_24rem]">
        <Payload event={data} />
        <EventFacts event={data} />
      </div>
      {replayTo !== undefined && <ReplayDialog event={data} to={replayTo} onClose={() => setReplayTo(undefined)} />}
    </>
  );
}

function Heading({ event, onReplay }: { event: Event; onReplay: () => void }) {
  const links = useLinks();
  const { may, why } = useWorkspace();
  const mayWrite = may("events:write");
  return (
    <PageHeading
      title={event.type}
      breadcrumb={[{ label: "Events", href: links.events() }]}
      actions={
        mayWrite ? (
          <>
            <Link href={links.newEvent({ from: event.id })} className={buttonClass({ variant: "secondary" })}>
              <Copy aria-hidden className="size-4" />
              Send similar
            </Link>
            <Button onClick={onReplay}>
              <RotateCw aria-hidden className="size-4" />
              Replay
            </Button>
          </>
        ) : (
          <p className="max-w-72 text-[0.8125rem] text-muted">{why("events:write")}</p>
        )
      }
    >
      {event.test && <TestMark />}
    </PageHeading>
  );
}

function Payload({ event }: { event: Event }) {
  const content = useMemo(() => contentOf(event.body), [event.body]);
  return (
    <Card title="Payload" description="Exactly what every receiver gets, byte for byte.">
      <BodyViewer label="Body" content={content} fileName={`${event.id}.json`} isJsonExpected />
    </Card>
  );
}

function DetailSkeleton() {
  return (
    <div aria-busy="true" className="flex flex-col gap-6">
      <Skeleton className="h-12 w-64" />
      <Skeleton className="h-64" />
      <Skeleton className="h-80" />
    </div>
  );
}
