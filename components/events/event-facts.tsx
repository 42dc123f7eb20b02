"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import type { ReactNode } from "react";
import { useLinks, useWorkspace } from "@/components/layout/workspace-context";
import { Card } from "@/components/ui/card";
import { CopyIcon } from "@/components/ui/copy-icon";
import { formatBytes } from "@/components/values/bytes";
import { IdText } from "@/components/values/id-text";
import { Time } from "@/components/values/time";
import { projectsQuery } from "@/lib/client/webhooks";
import type { EventDetail } from "@/lib/events/schemas";

/** What is known of an event besides its payload. */
export function EventFacts({ event }: { event: EventDetail }) {
  const links = useLinks();
  const none = <span className="text-muted">None</span>;
  return (
    <Card title="Details">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-2.5">
        <Fact name="Event id">
          <IdText id={event.id} copy />
        </Fact>
        <Fact name="Type">
          <Link href={links.eventType(event.type)} className="underline underline-offset-4 wrap-anywhere">
            {event.type}
          </Link>
        </Fact>
        <Fact name="Project">{event.projectId === null ? none : <ProjectName id={event.projectId} />}</Fact>
        <Fact name="Occurred">
          <Time iso={event.occurredAt} />
        </Fact>
        <Fact name="Accepted">
          <Time iso={event.createdAt} />
        </Fact>
        <Fact name="Size">{formatBytes(event.bodyBytes)}</Fact>
        <Fact name="Idempotency key">
          {event.idempotencyKey === null ? (
            none
          ) : (
            <span className="inline-flex max-w-full items-start gap-1">
              <code className="font-mono text-[0.8125rem] wrap-anywhere">{event.idempotencyKey}</code>
              <CopyIcon text={event.idempotencyKey} label="Copy idempotency key" />
            </span>
          )}
        </Fact>
        <Fact name="Request id">{event.requestId === null ? none : <IdText id={event.requestId} copy />}</Fact>
      </dl>
    </Card>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}

function ProjectName({ id }: { id: string }) {
  const { slug } = useWorkspace();
  const { data } = useQuery(projectsQuery(slug));
  const project = data?.data.find((each) => each.id === id);
  if (project === undefined) return <IdText id={id} copy />;
  return (
    <span className="inline-flex max-w-full items-center gap-1">
      <bdi className="truncate">{project.name}</bdi>
      <CopyIcon text={id} label="Copy project id" />
    </span>
  );
}
