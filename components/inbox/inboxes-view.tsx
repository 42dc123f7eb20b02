"use client";

import { useQuery } from "@tanstack/react-query";
import { Inbox as InboxIcon, Plus } from "lucide-react";
import { useState } from "react";
import { PageHeading } from "@/components/layout/page-heading";
import { useLive, usePollMs } from "@/components/layout/live";
import { useWorkspace } from "@/components/layout/workspace-context";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ProblemCard } from "@/components/ui/problem-card";
import { Skeleton } from "@/components/ui/skeleton";
import { type Inbox, INBOXES_MAX, inboxListQuery } from "@/lib/client/inboxes";
import { CreateInboxDialog } from "./create-inbox-dialog";
import { DeleteInboxDialog } from "./delete-inbox-dialog";
import { InboxRow } from "./inbox-row";

/** The built-in receivers of the workspace. */
export function InboxesView() {
  const { slug, may, why } = useWorkspace();
  const [isCreating, setCreating] = useState(false);
  const [deleting, setDeleting] = useState<Inbox>();
  const inboxes = useQuery({ ...inboxListQuery(slug), refetchInterval: usePollMs(10_000) });
  useLive("inbox.request", () => void inboxes.refetch());
  const mayWrite = may("inboxes:write");
  const count = inboxes.data?.data.length ?? 0;
  const isFull = count >= INBOXES_MAX;
  const refusal = !mayWrite
    ? why("inboxes:write")
    : isFull
      ? `A workspace has at most ${INBOXES_MAX} inboxes. Delete one that is no longer used.`
      : undefined;
  return (
    <>
      <PageHeading
        title="Inbox"
        actions={
          <Button disabled={refusal !== undefined} title={refusal} onClick={() => setCreating(true)}>
            <Plus aria-hidden className="size-4" />
            New inbox
          </Button>
        }
      >
        <p>Built-in receivers: send deliveries to one and see what arrives, with no service of your own.</p>
        {refusal !== undefined && <p className="text-[0.8125rem]">{refusal}</p>}
      </PageHeading>
      {inboxes.data === undefined ? (
        inboxes.isError ? (
          <ProblemCard error={inboxes.error} onRetry={() => void inboxes.refetch()} busy={inboxes.isFetching} />
        ) : (
          <Skeleton className="h-64" />
        )
      ) : count === 0 ? (
        <div className="rounded-lg border border-border bg-surface">
          <EmptyState
            icon={<InboxIcon className="size-5" />}
            title="No inbox yet"
            actions={mayWrite ? <Button onClick={() => setCreating(true)}>New inbox</Button> : undefined}
          >
            An inbox has a URL of its own. It keeps every request, checks its signature, and answers as you tell it to:
            at once, late, with an error, or not at all.
          </EmptyState>
        </div>
      ) : (
        <ul aria-label="Inboxes" className="divide-y divide-border rounded-lg border border-border bg-surface">
          {inboxes.data.data.map((inbox) => (
            <InboxRow key={inbox.id} inbox={inbox} onDelete={() => setDeleting(inbox)} />
          ))}
        </ul>
      )}
      <p className="text-[0.8125rem] text-muted">
        {count} of at most {INBOXES_MAX} inboxes. Each keeps its newest 500 requests, and bodies up to 1 MiB.
      </p>
      {isCreating && <CreateInboxDialog onClose={() => setCreating(false)} />}
      {deleting !== undefined && <DeleteInboxDialog inbox={deleting} onClose={() => setDeleting(undefined)} />}
    </>
  );
}
