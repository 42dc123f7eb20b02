"use client";

import { useMutation } from "@tanstack/react-query";
import { Inbox, Link2 } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useLinks, useWorkspace } from "@/components/layout/workspace-context";
import { Button, buttonClass } from "@/components/ui/button";
import { ProblemCard } from "@/components/ui/problem-card";
import { createInbox } from "@/lib/client/webhooks";

const CARD = "flex flex-col items-start gap-3 rounded-lg border border-border bg-surface p-6";

/** The list before the first endpoint: a receiver of one's own, or one of ours to try with. */
export function NoEndpoints() {
  const { slug, may, why } = useWorkspace();
  const links = useLinks();
  const router = useRouter();
  const tryInbox = useMutation({
    mutationFn: () => createInbox(slug, "My first inbox"),
    onSuccess: ({ url }) => router.push(`${links.newEndpoint}?url=${encodeURIComponent(url)}`),
  });
  const mayWrite = may("webhooks:write");
  return (
    <div className="flex flex-col gap-4">
      <p className="text-muted">No endpoints yet. An endpoint is a URL that events are delivered to.</p>
      <div className="grid gap-4 md:grid-cols-2">
        <section aria-label="Create an endpoint" className={CARD}>
          <Link2 aria-hidden className="size-5 text-muted" />
          <div>
            <h2 className="font-semibold">Create an endpoint</h2>
            <p className="mt-1 text-muted">
              You have a receiver with a URL. Choose its events and get a signing secret.
            </p>
          </div>
          {mayWrite && (
            <Link href={links.newEndpoint} className={buttonClass()}>
              Create endpoint
            </Link>
          )}
        </section>
        <section aria-label="Try with an inbox" className={CARD}>
          <Inbox aria-hidden className="size-5 text-muted" />
          <div>
            <h2 className="font-semibold">Try with an inbox</h2>
            <p className="mt-1 text-muted">
              An inbox is a receiver of our own, so nothing else is needed. It shows each request and can fail on
              demand.
            </p>
          </div>
          {mayWrite && (
            <Button variant="secondary" busy={tryInbox.isPending} onClick={() => tryInbox.mutate()}>
              Try with an inbox
            </Button>
          )}
          {tryInbox.isError && <ProblemCard error={tryInbox.error} />}
        </section>
      </div>
      {!mayWrite && <p className="text-muted">{why("webhooks:write")}</p>}
    </div>
  );
}
