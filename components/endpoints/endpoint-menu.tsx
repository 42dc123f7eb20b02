"use client";

import { CopyPlus, Ellipsis, KeyRound, Pencil, RotateCcw, Send, Trash2 } from "lucide-react";
import { useLinks, useWorkspace } from "@/components/layout/workspace-context";
import { DropdownMenu, MenuItem, MenuLink, MenuSeparator } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import type { Webhook } from "@/lib/webhooks/schemas";
import type { EndpointDialog } from "./endpoint-dialogs";

const ICON = "size-4 shrink-0 text-muted";

/** What can be done with an endpoint, less the likely things that stand beside it. */
export function EndpointMenu({
  webhook,
  withAll = false,
  onOpen,
}: {
  webhook: Webhook;
  /** Also what the head of its page has buttons for. */
  withAll?: boolean;
  onOpen: (dialog: EndpointDialog) => void;
}) {
  const { may, why } = useWorkspace();
  const links = useLinks();
  const mayWrite = may("webhooks:write");
  const reason = mayWrite ? undefined : why("webhooks:write");
  return (
    <DropdownMenu
      trigger={
        <IconButton label={`Actions for ${webhook.name}`}>
          <Ellipsis aria-hidden className="size-4" />
        </IconButton>
      }
    >
      {withAll && (
        <>
          <MenuItem
            icon={<Send aria-hidden className={ICON} />}
            disabledReason={reason}
            onSelect={() => onOpen("test")}
          >
            Send test
          </MenuItem>
          <MenuItem
            icon={<RotateCcw aria-hidden className={ICON} />}
            disabledReason={may("deliveries:write") ? undefined : why("deliveries:write")}
            onSelect={() => onOpen("recover")}
          >
            Recover failed…
          </MenuItem>
        </>
      )}
      {mayWrite && (
        <>
          <MenuLink href={links.editEndpoint(webhook.id)} icon={<Pencil aria-hidden className={ICON} />}>
            Edit
          </MenuLink>
          <MenuLink href={`${links.newEndpoint}?like=${webhook.id}`} icon={<CopyPlus aria-hidden className={ICON} />}>
            Duplicate
          </MenuLink>
        </>
      )}
      <MenuItem
        icon={<KeyRound aria-hidden className={ICON} />}
        disabledReason={reason}
        onSelect={() => onOpen("rotate")}
      >
        Rotate secret…
      </MenuItem>
      <MenuSeparator />
      <MenuItem
        danger
        icon={<Trash2 aria-hidden className="size-4 shrink-0" />}
        disabledReason={reason}
        onSelect={() => onOpen("delete")}
      >
        Delete…
      </MenuItem>
    </DropdownMenu>
  );
}
