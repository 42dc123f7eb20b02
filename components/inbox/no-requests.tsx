"use client";

import { Inbox as InboxIcon } from "lucide-react";
import Link from "next/link";
import { useLinks, useWorkspace } from "@/components/layout/workspace-context";
import { buttonClass } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { EmptyState } from "@/components/ui/empty-state";
import type { Inbox } from "@/lib/client/inboxes";

/** Nothing came yet: how to make something come. */
export function NoRequests({ inbox }: { inbox: Inbox }) {
  const { may } = useWorkspace();
  const links = useLinks();
  const [first] = inbox.webhooks ?? [];
  return (
    <>
      <EmptyState
        icon={<InboxIcon className="size-5" />}
        title="Waiting for the first request"
        actions={
          first !== undefined ? (
            <Link href={links.endpoint(first.id)} className={buttonClass({ size: "sm" })}>
              Send a test from <bdi className="max-w-48 truncate">{first.name}</bdi>
            </Link>
          ) : may("webhooks:write") ? (
            <Link
              href={`${links.newEndpoint}?url=${encodeURIComponent(inbox.url)}`}
              className={buttonClass({ size: "sm" })}
            >
              Create endpoint to this inbox
            </Link>
          ) : undefined
        }
      >
        What arrives is shown here at once. Anything may send to the URL, by any method.
      </EmptyState>
      <div className="px-4 pb-4">
        <CodeBlock label="Try it from a shell" code={`curl -d '{"hello":"world"}' '${inbox.url}'`} />
      </div>
    </>
  );
}
