"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import type { ReactNode } from "react";
import { useLinks, useWorkspace } from "@/components/layout/workspace-context";
import { buttonClass } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Duration } from "@/components/values/duration";
import { Time } from "@/components/values/time";
import { projectsQuery } from "@/lib/client/webhooks";
import type { Webhook } from "@/lib/webhooks/schemas";
import { RetryTimeline } from "./retry-timeline";

const SOURCES: Record<Webhook["inForce"]["timeoutMs"]["source"], string> = {
  webhook: "set here",
  workspace: "from the workspace",
  instance: "default",
};

/** Everything that is set for an endpoint, and who says so. */
export function ConfigurationTab({ webhook }: { webhook: Webhook }) {
  const { slug, may } = useWorkspace();
  const links = useLinks();
  const { data: projects } = useQuery({ ...projectsQuery(slug), enabled: webhook.projectId !== null });
  const project = projects?.data.find(({ id }) => id === webhook.projectId);
  const { timeoutMs, rateLimit, retryScheduleMs } = webhook.inForce;
  const headers = Object.entries(webhook.headers);
  return (
    <Card
      title="Configuration"
      description="What holds for its deliveries."
      actions={
        may("webhooks:write") && (
          <Link href={links.editEndpoint(webhook.id)} className={buttonClass({ variant: "secondary", size: "sm" })}>
            Edit
          </Link>
        )
      }
    >
      <dl className="flex flex-col divide-y divide-border">
        <Row label="URL">
          <code className="font-mono text-[0.8125rem] wrap-anywhere">{webhook.url}</code>
        </Row>
        <Row label="Events">
          <ul className="flex flex-wrap gap-1.5">
            {webhook.events.map((pattern) => (
              <li key={pattern} className="rounded-md bg-raised px-2 py-0.5 font-mono text-[0.8125rem] wrap-anywhere">
                {pattern === "*" ? "* (all events)" : pattern}
              </li>
            ))}
          </ul>
        </Row>
        <Row label="Headers">
          {headers.length === 0 ? (
            <span className="text-muted">None of its own</span>
          ) : (
            <ul className="flex flex-col gap-1 font-mono text-[0.8125rem] wrap-anywhere">
              {headers.map(([name, value]) => (
                <li key={name}>
                  {name}: <span className="text-muted">{value}</span>
                </li>
              ))}
            </ul>
          )}
        </Row>
        <Row label="Rate limit">
          {rateLimit.value} requests per second <Source of={rateLimit.source} />
        </Row>
        <Row label="Time limit">
          <Duration ms={timeoutMs.value} /> <Source of={timeoutMs.source} />
        </Row>
        <Row label="Retry schedule">
          <RetryTimeline scheduleMs={retryScheduleMs.value} />
          <Source of={retryScheduleMs.source} />
        </Row>
        <Row label="Project">{webhook.projectId === null ? "All projects" : (project?.name ?? "…")}</Row>
        <Row label="Description">
          {webhook.description === null ? <span className="text-muted">None</span> : <bdi>{webhook.description}</bdi>}
        </Row>
        <Row label="Created">
          <Time iso={webhook.createdAt} />
        </Row>
        <Row label="Changed">
          <Time iso={webhook.updatedAt} />
        </Row>
      </dl>
    </Card>
  );
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-6 gap-y-1 py-3 first:pt-0 last:pb-0 sm:grid-cols-[10rem_minmax(0,1fr)]">
      <dt className="text-muted">{label}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}

const Source = ({ of }: { of: keyof typeof SOURCES }) => (
  <span className="text-[0.8125rem] text-muted">({SOURCES[of]})</span>
);
