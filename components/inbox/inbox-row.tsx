"use client";

import { Cable, Trash2 } from "lucide-react";
import Link from "next/link";
import { useLinks, useWorkspace } from "@/components/layout/workspace-context";
import { buttonClass } from "@/components/ui/button";
import { CopyIcon } from "@/components/ui/copy-icon";
import { IconButton } from "@/components/ui/icon-button";
import { formatCounted } from "@/components/values/count";
import { RelativeTime } from "@/components/values/relative-time";
import { UrlText } from "@/components/values/url-text";
import { describeBehaviour } from "@/lib/client/inbox-behaviour";
import type { Inbox } from "@/lib/client/inboxes";
import { PRESETS } from "@/lib/inbox/presets";

export function InboxRow({ inbox, onDelete }: { inbox: Inbox; onDelete: () => void }) {
  const { may } = useWorkspace();
  const links = useLinks();
  const { id, name, url, behaviour, kept, lastRequestAt, webhooks } = inbox;
  const how = behaviour.preset === undefined ? describeBehaviour(behaviour).join(" ") : PRESETS[behaviour.preset].title;
  return (
    <li className="grid gap-x-6 gap-y-2 px-4 py-3 sm:px-6 lg:grid-cols-[minmax(0,1fr)_14rem_auto] lg:items-center">
      <div className="min-w-0">
        <Link
          href={links.inbox(id)}
          title={name}
          className="block truncate rounded-sm font-medium underline-offset-4 hover:underline"
        >
          <bdi>{name}</bdi>
        </Link>
        <div className="flex min-w-0 items-center gap-1">
          <UrlText url={url} />
          <CopyIcon text={url} label={`Copy URL of ${name}`} />
        </div>
      </div>
      <div className="min-w-0 text-[0.8125rem] text-muted">
        <p className="truncate text-foreground" title={how}>
          {how}
        </p>
        <p>
          {formatCounted(kept, "request")}
          {lastRequestAt !== null && (
            <>
              , last <RelativeTime iso={lastRequestAt} />
            </>
          )}
        </p>
        {webhooks !== null && (
          <p>{webhooks.length === 0 ? "No endpoint points here" : formatCounted(webhooks.length, "endpoint")}</p>
        )}
      </div>
      <div className="flex items-center gap-2">
        {may("webhooks:write") && (
          <Link
            href={`${links.newEndpoint}?url=${encodeURIComponent(url)}`}
            className={buttonClass({ variant: "secondary", size: "sm" })}
          >
            <Cable aria-hidden className="size-3.5" />
            Create endpoint <span className="sr-only">to {name}</span>
          </Link>
        )}
        {may("inboxes:write") && (
          <IconButton label={`Delete ${name}`} onClick={onDelete}>
            <Trash2 aria-hidden className="size-4" />
          </IconButton>
        )}
      </div>
    </li>
  );
}
