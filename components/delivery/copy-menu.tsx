"use client";

import { ClipboardList, Copy, FileText, Hash, Link2, Terminal } from "lucide-react";
import { usePaletteAction } from "@/components/layout/palette-actions";
import { useShortcut } from "@/components/layout/shortcuts";
import { useLinks, useWorkspace } from "@/components/layout/workspace-context";
import { Button } from "@/components/ui/button";
import { DropdownMenu, MenuItem } from "@/components/ui/dropdown-menu";
import { useToast } from "@/components/ui/toast";
import { copyText } from "@/lib/client/copy-text";
import { copyAsCurl, hiddenHeaders } from "@/lib/client/copy-as-curl";
import { markdownReport } from "@/lib/client/markdown-report";
import type { Attempt, DeliveryDetail } from "@/lib/deliveries/schemas";

const ICON = "size-4 shrink-0 text-muted";

export function CopyMenu({ delivery, attempt }: { delivery: DeliveryDetail; attempt: Attempt | undefined }) {
  const { origin } = useWorkspace();
  const links = useLinks();
  const toast = useToast();
  const link = `${origin}${links.delivery(delivery.id, attempt?.number)}`;
  const { body } = delivery;
  const copy = (what: string, text: string, description?: string) =>
    void copyText(text).then(
      () => toast({ tone: "ok", title: `${what} copied`, description }),
      () =>
        toast({
          tone: "bad",
          title: `${what} could not be copied`,
          description: "The browser did not allow it; it needs https or localhost.",
        }),
    );
  const noCurl =
    attempt === undefined ? "Nothing was sent yet." : body === null ? "The payload is no longer kept." : undefined;
  const copyCurl = () => {
    if (attempt === undefined || body === null) return;
    const hidden = hiddenHeaders(attempt.request.headers);
    const note = hidden.length === 0 ? undefined : `Put in the real value of ${hidden.join(", ")}: it is hidden here.`;
    copy("cURL command", copyAsCurl({ ...attempt.request, body }), note);
  };
  usePaletteAction(
    noCurl === undefined ? { id: "delivery-curl", label: "Copy this delivery as cURL", run: copyCurl } : undefined,
  );
  useShortcut("y", "Copy as cURL", copyCurl, { enabled: noCurl === undefined, group: "Delivery" });
  useShortcut("c", "Copy delivery id", () => copy("Delivery id", delivery.id), { group: "Delivery" });
  return (
    <DropdownMenu
      align="start"
      trigger={
        <Button size="sm" variant="secondary">
          <Copy aria-hidden className="size-4" />
          Copy
        </Button>
      }
    >
      <MenuItem icon={<Hash aria-hidden className={ICON} />} onSelect={() => copy("Delivery id", delivery.id)}>
        Delivery id
      </MenuItem>
      <MenuItem icon={<Link2 aria-hidden className={ICON} />} onSelect={() => copy("Link", link)}>
        Link
      </MenuItem>
      <MenuItem icon={<Terminal aria-hidden className={ICON} />} disabledReason={noCurl} onSelect={copyCurl}>
        {attempt === undefined ? "cURL" : `cURL of attempt ${attempt.number}`}
      </MenuItem>
      <MenuItem
        icon={<FileText aria-hidden className={ICON} />}
        disabledReason={body === null ? "The payload is no longer kept." : undefined}
        onSelect={() => body !== null && copy("Body", body)}
      >
        Raw body
      </MenuItem>
      <MenuItem
        icon={<ClipboardList aria-hidden className={ICON} />}
        onSelect={() =>
          copy("Report", markdownReport(delivery, attempt, link), "Signatures and credentials are left out.")
        }
      >
        Report for support (Markdown)
      </MenuItem>
    </DropdownMenu>
  );
}
