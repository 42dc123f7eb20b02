"use client";

import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useId, useState } from "react";
import { useLinks } from "@/components/layout/workspace-context";
import { CopyIcon } from "@/components/ui/copy-icon";
import { IdText } from "@/components/values/id-text";
import { Time } from "@/components/values/time";
import type { AuditEntry } from "@/lib/audit/schemas";
import { actionInWords } from "@/lib/client/audit-words";
import { type Links, linkOfId } from "@/lib/client/links";
import { AuditDiff } from "./audit-diff";

const KINDS: Record<AuditEntry["actorKind"], string> = { user: "", api_key: "API key", system: "Posthorn" };

/** One line of the log; opened, what changed and from where. */
export function AuditEntryRow({ entry }: { entry: AuditEntry }) {
  const [isOpen, setOpen] = useState(false);
  const links = useLinks();
  const id = useId();
  const fields = Object.keys(entry.diff ?? {});
  return (
    <li>
      <div className="grid grid-cols-[minmax(0,1fr)_2rem] items-center gap-x-4 gap-y-0.5 py-2 md:grid-cols-[11rem_minmax(0,1fr)_minmax(0,1.4fr)_2rem]">
        <Time iso={entry.createdAt} className="text-[0.8125rem] text-muted" />
        <p className="min-w-0 truncate">
          <bdi className="font-medium">{entry.actorName ?? entry.actorId ?? "Unknown"}</bdi>
          {KINDS[entry.actorKind] !== "" && <span className="text-muted"> ({KINDS[entry.actorKind]})</span>}
        </p>
        <p className="min-w-0 truncate">
          {actionInWords(entry.action)}
          {fields.length > 0 && <span className="text-muted">: {fields.join(", ")}</span>}
        </p>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={id}
          aria-label={`Details of ${actionInWords(entry.action)} by ${entry.actorName ?? "unknown"}`}
          onClick={() => setOpen(!isOpen)}
          className="grid size-8 cursor-pointer place-items-center rounded-md text-muted hover:bg-raised hover:text-foreground max-md:col-start-2 max-md:row-span-3 max-md:row-start-1"
        >
          <ChevronRight aria-hidden className={isOpen ? "size-4 rotate-90" : "size-4"} />
        </button>
      </div>
      <div id={id} hidden={!isOpen}>
        {isOpen && (
          <div className="mb-3 flex flex-col gap-3 rounded-lg border border-border bg-raised p-3">
            {fields.length > 0 && <AuditDiff diff={entry.diff ?? {}} isNew={entry.action.endsWith(".created")} />}
            <dl className="grid gap-x-4 gap-y-1 text-[0.8125rem] sm:grid-cols-[6rem_minmax(0,1fr)]">
              <dt className="text-muted">Target</dt>
              <dd className="min-w-0">
                <Target entry={entry} links={links} />
              </dd>
              <dt className="text-muted">Address</dt>
              <dd>{entry.ip ?? "Not known"}</dd>
              <dt className="text-muted">Action</dt>
              <dd className="font-mono">{entry.action}</dd>
              <dt className="text-muted">Request</dt>
              <dd className="flex min-w-0 items-center gap-1 font-mono wrap-anywhere">
                {entry.requestId ?? "–"}
                {entry.requestId !== null && <CopyIcon text={entry.requestId} label="Copy the request id" />}
              </dd>
            </dl>
          </div>
        )}
      </div>
    </li>
  );
}

function Target({ entry, links }: { entry: AuditEntry; links: Links }) {
  const { targetKind, targetId } = entry;
  if (targetId === null) return targetKind ?? "–";
  const href = entry.action.endsWith(".deleted") ? undefined : linkOfId(links, targetId);
  if (href === undefined) return <IdText id={targetId} whole copy className="wrap-anywhere" />;
  return (
    <Link href={href} className="rounded-sm font-mono text-accent underline underline-offset-4 wrap-anywhere">
      {targetId}
    </Link>
  );
}
