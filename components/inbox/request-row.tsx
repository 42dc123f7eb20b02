"use client";

import clsx from "clsx";
import { useLinks } from "@/components/layout/workspace-context";
import { formatBytes } from "@/components/values/bytes";
import { RelativeTime } from "@/components/values/relative-time";
import type { RequestSummary } from "@/lib/client/inboxes";
import { AnswerBadge } from "./answer-badge";
import { SignatureBadge } from "./signature-badge";

/** A request in the list: a link, so that it opens in a tab of its own too. */
export function RequestRow({
  request,
  isOpen,
  onOpen,
}: {
  request: RequestSummary;
  isOpen: boolean;
  onOpen: () => void;
}) {
  const links = useLinks();
  const { id, inboxId, method, path, bodyBytes, signature, receivedAt, attemptNumber, deliveryId } = request;
  return (
    <li
      className={clsx("relative border-b border-border last:border-0", isOpen ? "bg-accent-soft" : "hover:bg-raised")}
    >
      <a
        href={links.inbox(inboxId, id)}
        aria-current={isOpen ? "true" : undefined}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
          event.preventDefault();
          onOpen();
        }}
        className="flex flex-col gap-1.5 px-4 py-2.5 focus-visible:-outline-offset-2"
      >
        <span className="flex items-baseline justify-between gap-3">
          <span className="min-w-0 truncate font-mono text-[0.8125rem]">
            <span className="font-semibold">{method}</span> <span className="text-muted">{path}</span>
          </span>
          <RelativeTime iso={receivedAt} className="shrink-0 text-[0.8125rem] text-muted" />
        </span>
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1 text-[0.8125rem] text-muted">
          <SignatureBadge signature={signature} />
          <AnswerBadge request={request} />
          <span className="ml-auto whitespace-nowrap">
            {deliveryId !== null && attemptNumber !== null && `attempt ${attemptNumber} · `}
            {formatBytes(bodyBytes)}
          </span>
        </span>
      </a>
    </li>
  );
}
