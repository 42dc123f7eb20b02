"use client";

import { Menu } from "lucide-react";
import { useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Sheet } from "@/components/ui/sheet";
import { SidebarNav } from "./sidebar-nav";
import { WorkspaceSwitcher } from "./lazy-menus";
import type { WorkspaceChoice } from "./workspace-switcher";

/** The sidebar of a narrow window: a sheet that Esc, a click beside it and every choice close. */
export function MobileNav({ workspaces }: { workspaces: WorkspaceChoice[] }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <IconButton label="Open the menu" aria-haspopup="dialog" onClick={() => setOpen(true)} className="md:hidden">
        <Menu aria-hidden className="size-5" />
      </IconButton>
      {isOpen && (
        <Sheet title="Menu" side="left" onClose={() => setOpen(false)}>
          <div className="flex flex-col gap-4">
            <WorkspaceSwitcher workspaces={workspaces} />
            <SidebarNav onNavigate={() => setOpen(false)} />
          </div>
        </Sheet>
      )}
    </>
  );
}
