"use client";

import { Ban, ChevronDown, Inbox, RotateCw } from "lucide-react";
import { useId, useState } from "react";
import { usePaletteAction } from "@/components/layout/palette-actions";
import { useShortcut } from "@/components/layout/shortcuts";
import { useWorkspace } from "@/components/layout/workspace-context";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DropdownMenu, MenuItem } from "@/components/ui/dropdown-menu";
import type { Attempt, DeliveryDetail } from "@/lib/deliveries/schemas";
import { CopyMenu } from "./copy-menu";
import { resendBlock } from "./resend-block";
import { SendElsewhereDialog } from "./send-elsewhere-dialog";
import { useDeliveryActs } from "./use-delivery-acts";

export function DeliveryActions({
  delivery,
  attempt,
  onAttempt,
}: {
  delivery: DeliveryDetail;
  attempt: Attempt | undefined;
  onAttempt: (number: number) => void;
}) {
  const { may } = useWorkspace();
  const [dialog, setDialog] = useState<"elsewhere" | "cancel">();
  const { resend, cancel } = useDeliveryActs(delivery, onAttempt);
  const reasonId = useId();
  const mayWrite = may("deliveries:write");
  const blocked = resendBlock(delivery);
  const isWaiting = delivery.planned.length > 0;
  const isSending = delivery.planned.some((plan) => plan.isSending);
  usePaletteAction(
    mayWrite && blocked === null
      ? { id: "delivery-resend", label: "Resend this delivery", keywords: ["retry"], run: () => resend.mutate() }
      : undefined,
  );
  useShortcut("r", "Resend", () => resend.mutate(), { enabled: mayWrite && blocked === null, group: "Delivery" });

  return (
    <div className="flex flex-col gap-2 print:hidden">
      <div className="flex flex-wrap items-center gap-2">
        {mayWrite && (
          <span className="inline-flex">
            <Button
              size="sm"
              busy={resend.isPending}
              disabled={blocked !== null}
              aria-describedby={blocked === null ? undefined : reasonId}
              onClick={() => resend.mutate()}
              className="rounded-r-none"
            >
              {!resend.isPending && <RotateCw aria-hidden className="size-4" />}
              Resend now
            </Button>
            <DropdownMenu
              align="start"
              trigger={
                <Button
                  size="sm"
                  aria-label="More ways to send"
                  className="rounded-l-none border-l border-on-accent/40 px-2"
                >
                  <ChevronDown aria-hidden className="size-4" />
                </Button>
              }
            >
              <MenuItem
                icon={<Inbox aria-hidden className="size-4 shrink-0 text-muted" />}
                disabledReason={delivery.body === null ? "The payload is no longer kept." : undefined}
                onSelect={() => setDialog("elsewhere")}
              >
                Send elsewhere or edited…
              </MenuItem>
            </DropdownMenu>
          </span>
        )}
        {mayWrite && isWaiting && (
          <Button
            size="sm"
            variant="secondary"
            busy={cancel.isPending}
            disabled={isSending}
            title={isSending ? "The request is on the wire right now." : undefined}
            onClick={() => setDialog("cancel")}
          >
            <Ban aria-hidden className="size-4" />
            Cancel retries
          </Button>
        )}
        <CopyMenu delivery={delivery} attempt={attempt} />
      </div>
      {mayWrite && blocked !== null && (
        <p id={reasonId} className="text-[0.8125rem] text-muted">
          {blocked}
        </p>
      )}
      {dialog === "elsewhere" && <SendElsewhereDialog delivery={delivery} onClose={() => setDialog(undefined)} />}
      {dialog === "cancel" && (
        <ConfirmDialog
          title="Cancel all further attempts?"
          action="Cancel retries"
          busy={cancel.isPending}
          error={cancel.error?.message}
          onConfirm={() => cancel.mutate(undefined, { onSuccess: () => setDialog(undefined) })}
          onClose={() => {
            cancel.reset();
            setDialog(undefined);
          }}
        >
          <p>
            This one delivery ends: {delivery.webhookName} does not get {delivery.eventType} unless somebody resends it.
            Other deliveries go on.
          </p>
        </ConfirmDialog>
      )}
    </div>
  );
}
