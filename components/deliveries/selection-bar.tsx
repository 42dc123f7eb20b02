"use client";

import dynamic from "next/dynamic";
import { Ban, Copy, Download, RotateCw, X } from "lucide-react";
import { useState } from "react";
import { useWorkspace } from "@/components/layout/workspace-context";
import { Button, buttonClass } from "@/components/ui/button";
import { DropdownMenu, MenuItem } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import { useToast } from "@/components/ui/toast";
import { formatCount, formatCounted } from "@/components/values/count";
import { copyText } from "@/lib/client/copy-text";
import { exportHref, type FilterInput } from "@/lib/client/deliveries";
import { type DeliveryParams, toDeliveryFilter } from "@/lib/client/delivery-params";
import { filterWords } from "@/lib/client/filter-words";
import { DELIVERY_STATUSES } from "@/lib/deliveries/constants";
import {
  type BulkJob,
  DELIVERY_IDS_MAX,
  type DeliverySummary,
  EXPORT_FORMATS,
  EXPORT_ROWS_MAX,
} from "@/lib/deliveries/schemas";
import { useInstantWords, useNames } from "./use-names";
import type { Selection } from "./use-selection";

const BulkRetryDialog = dynamic(() =>
  import("@/components/bulk-jobs/bulk-retry-dialog").then((module) => module.BulkRetryDialog),
);
const BulkCancelDialog = dynamic(() =>
  import("@/components/bulk-jobs/bulk-cancel-dialog").then((module) => module.BulkCancelDialog),
);

/** An address has room for so many ids. */
const EXPORT_IDS_MAX = 400;

/** What can be done with the rows that are selected, or with all that match. */
export function SelectionBar({
  selection,
  params,
  summary,
  shown,
  onJob,
}: {
  selection: Selection;
  params: DeliveryParams;
  summary: DeliverySummary | undefined;
  shown: number;
  onJob: (jobId: string) => void;
}) {
  const { slug, may, why } = useWorkspace();
  const toast = useToast();
  const nameOf = useNames(true);
  const formatInstant = useInstantWords();
  const [dialog, setDialog] = useState<{ kind: BulkJob["kind"]; filter: FilterInput; words: string } | null>(null);
  const { ids, isAll } = selection;
  const total = summary?.total ?? 0;
  const isPart = !isAll && ids.size >= shown && (total > ids.size || summary?.exact === false);
  const about = summary?.exact === false ? "about " : "";
  const reason = may("deliveries:write")
    ? ids.size > DELIVERY_IDS_MAX && !isAll
      ? `At most ${formatCount(DELIVERY_IDS_MAX)} can be selected one by one. Select all that match instead.`
      : undefined
    : why("deliveries:write");

  const openDialog = (kind: BulkJob["kind"]) => {
    const all = isAll ? toDeliveryFilter(params, Date.now()) : { id: [...ids] };
    // Without a status the API would mean what failed only; here what was selected is meant.
    const filter: FilterInput = { status: [...DELIVERY_STATUSES], ...all };
    const words = isAll
      ? `All deliveries that match: ${filterWords(params, nameOf, formatInstant)}`
      : `${formatCounted(ids.size, "delivery", "deliveries")} that you selected`;
    setDialog({ kind, filter, words });
  };
  const started = (job: BulkJob, count: number) => {
    setDialog(null);
    selection.clear();
    onJob(job.id);
    toast({
      tone: "info",
      title: `${job.kind === "retry" ? "Resending" : "Cancelling"} ${formatCounted(count, "delivery", "deliveries")}`,
    });
  };
  const copyIds = () =>
    void copyText([...ids].join("\n")).then(
      () => toast({ tone: "ok", title: `${formatCounted(ids.size, "id")} copied` }),
      () => toast({ tone: "bad", title: "The ids could not be copied" }),
    );
  const exportFilter = (): Record<string, string> =>
    isAll ? toDeliveryFilter(params, Date.now()) : { id: [...ids].join(",") };
  const tooMany = !isAll && ids.size > EXPORT_IDS_MAX;
  return (
    <section
      aria-label="Selection"
      className="sticky bottom-4 z-10 mx-auto flex max-w-full flex-wrap items-center gap-x-3 gap-y-1 rounded-lg border border-border bg-surface px-3 py-1.5 shadow-lg"
    >
      <p aria-live="polite" className="font-medium">
        {isAll ? `All ${about}${formatCount(total)} that match are selected` : `${formatCount(ids.size)} selected`}
      </p>
      {isPart && (
        <Button size="sm" variant="ghost" className="text-accent" onClick={selection.selectAll}>
          Select all {about}
          {formatCount(total)} matching
        </Button>
      )}
      <div className="flex flex-wrap items-center gap-1">
        <Button size="sm" disabled={reason !== undefined} title={reason} onClick={() => openDialog("retry")}>
          <RotateCw aria-hidden className="size-4" />
          Resend
        </Button>
        <Button
          size="sm"
          variant="secondary"
          disabled={reason !== undefined}
          title={reason}
          onClick={() => openDialog("cancel")}
        >
          <Ban aria-hidden className="size-4" />
          Cancel pending
        </Button>
        <DropdownMenu
          trigger={
            <button type="button" className={buttonClass({ variant: "secondary", size: "sm" })}>
              <Download aria-hidden className="size-4" />
              Export
            </button>
          }
        >
          {EXPORT_FORMATS.map((format) => (
            <MenuItem
              key={format}
              disabledReason={tooMany ? `At most ${EXPORT_IDS_MAX} selected deliveries, or all that match.` : undefined}
              onSelect={() => download(exportHref(slug, exportFilter(), format))}
            >
              {format.toUpperCase()}
              {isAll && total > EXPORT_ROWS_MAX && ` (the newest ${formatCount(EXPORT_ROWS_MAX)})`}
            </MenuItem>
          ))}
        </DropdownMenu>
        {!isAll && (
          <Button size="sm" variant="secondary" onClick={copyIds}>
            <Copy aria-hidden className="size-4" />
            Copy ids
          </Button>
        )}
        <IconButton label="Clear the selection" onClick={selection.clear}>
          <X aria-hidden className="size-4" />
        </IconButton>
      </div>
      {dialog?.kind === "retry" && <BulkRetryDialog {...dialog} onStarted={started} onClose={() => setDialog(null)} />}
      {dialog?.kind === "cancel" && (
        <BulkCancelDialog {...dialog} onStarted={started} onClose={() => setDialog(null)} />
      )}
    </section>
  );
}

/** A refusal becomes a download that failed, not another page. */
function download(href: string): void {
  const link = document.createElement("a");
  link.href = href;
  link.download = "";
  link.click();
}
