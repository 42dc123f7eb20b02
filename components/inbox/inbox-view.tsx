"use client";

import { useQuery } from "@tanstack/react-query";
import { Cable } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useQueryStates } from "nuqs";
import { PageHeading } from "@/components/layout/page-heading";
import { usePollMs } from "@/components/layout/live";
import { useLinks, useWorkspace } from "@/components/layout/workspace-context";
import { buttonClass } from "@/components/ui/button";
import { CardBoundary } from "@/components/ui/card-boundary";
import { CopyIcon } from "@/components/ui/copy-icon";
import { ProblemCard } from "@/components/ui/problem-card";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs } from "@/components/ui/tabs";
import { UrlText } from "@/components/values/url-text";
import { inboxParams } from "@/lib/client/inbox-params";
import { inboxQuery } from "@/lib/client/inboxes";
import { BehaviourInForce } from "./behaviour-in-force";
import { InboxMenu } from "./inbox-menu";
import { PointingEndpoints } from "./pointing-endpoints";
import { RequestsPanel } from "./requests-panel";
import { useInboxMessages } from "./use-inbox-messages";

const BehaviourPanel = dynamic(() => import("./behaviour-panel").then((module) => module.BehaviourPanel), {
  loading: () => <Skeleton className="h-96" />,
});

/** One inbox: where to send, what came, and how it answers. */
export function InboxView({ id }: { id: string }) {
  const { slug, may } = useWorkspace();
  const links = useLinks();
  const [{ tab }, setParams] = useQueryStates(inboxParams, { history: "push" });
  const query = useQuery({ ...inboxQuery(slug, id), refetchInterval: usePollMs(5_000) });
  useInboxMessages(id, () => void query.refetch());
  const inbox = query.data;
  if (inbox === undefined)
    return query.isError ? (
      <ProblemCard error={query.error} onRetry={() => void query.refetch()} busy={query.isFetching} />
    ) : (
      <Skeleton className="h-96" />
    );
  return (
    <>
      <PageHeading
        title={inbox.name}
        breadcrumb={[{ label: "Inbox", href: links.inboxes }]}
        actions={
          <>
            {may("webhooks:write") && (
              <Link
                href={`${links.newEndpoint}?url=${encodeURIComponent(inbox.url)}`}
                className={buttonClass({ variant: "secondary" })}
              >
                <Cable aria-hidden className="size-4" />
                Create endpoint to this inbox
              </Link>
            )}
            {may("inboxes:write") && <InboxMenu inbox={inbox} />}
          </>
        }
      >
        <div className="flex min-w-0 items-center gap-1">
          <UrlText url={inbox.url} />
          <CopyIcon text={inbox.url} label="Copy URL" />
        </div>
      </PageHeading>
      <div className="flex flex-col gap-2">
        <BehaviourInForce inbox={inbox} onChange={() => void setParams({ tab: "behaviour" })} />
        <PointingEndpoints webhooks={inbox.webhooks} />
      </div>
      <Tabs
        label="Inbox"
        value={tab}
        onChange={(next) => void setParams({ tab: next })}
        tabs={[
          {
            value: "requests",
            label: "Requests",
            count: inbox.kept,
            content: (
              <CardBoundary>
                <RequestsPanel inbox={inbox} />
              </CardBoundary>
            ),
          },
          {
            value: "behaviour",
            label: "Behaviour",
            content: (
              <CardBoundary>
                <BehaviourPanel inbox={inbox} />
              </CardBoundary>
            ),
          },
        ]}
      />
    </>
  );
}
