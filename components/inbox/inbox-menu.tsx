"use client";

import { EllipsisVertical } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useLinks } from "@/components/layout/workspace-context";
import { DropdownMenu, MenuItem, MenuSeparator } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import type { Inbox } from "@/lib/client/inboxes";
import { DeleteInboxDialog } from "./delete-inbox-dialog";
import { RenameInboxDialog } from "./rename-inbox-dialog";

export function InboxMenu({ inbox }: { inbox: Inbox }) {
  const links = useLinks();
  const router = useRouter();
  const [open, setOpen] = useState<"rename" | "delete">();
  const close = () => setOpen(undefined);
  return (
    <>
      <DropdownMenu
        trigger={
          <IconButton label="More actions" className="size-10 border border-control">
            <EllipsisVertical aria-hidden className="size-4" />
          </IconButton>
        }
      >
        <MenuItem onSelect={() => setOpen("rename")}>Rename</MenuItem>
        <MenuSeparator />
        <MenuItem danger onSelect={() => setOpen("delete")}>
          Delete inbox
        </MenuItem>
      </DropdownMenu>
      {open === "rename" && <RenameInboxDialog inbox={inbox} onClose={close} />}
      {open === "delete" && (
        <DeleteInboxDialog inbox={inbox} onClose={close} onDeleted={() => router.push(links.inboxes)} />
      )}
    </>
  );
}
