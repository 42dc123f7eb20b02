"use client";

import clsx from "clsx";
import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import { usePreferences } from "@/components/layout/preferences";
import { useShortcut } from "@/components/layout/shortcuts";
import { IconButton } from "@/components/ui/icon-button";
import { SidebarNav } from "./sidebar-nav";
import { WorkspaceSwitcher } from "./lazy-menus";
import type { WorkspaceChoice } from "./workspace-switcher";

/** The left side of a wide window; narrow ones have it in a sheet. */
export function Sidebar({ workspaces }: { workspaces: WorkspaceChoice[] }) {
  const [{ sidebar }, change] = usePreferences();
  const isRail = sidebar === "rail";
  const toggle = () => change({ sidebar: isRail ? "open" : "rail" });
  useShortcut("mod+b", "Fold or unfold the sidebar", toggle, { group: "Everywhere" });
  const Icon = isRail ? PanelLeftOpen : PanelLeftClose;
  return (
    <aside
      className={clsx(
        "sticky top-0 hidden h-dvh shrink-0 flex-col gap-4 border-r border-border bg-surface p-2 md:flex print:hidden",
        isRail ? "w-14" : "w-56",
      )}
    >
      <WorkspaceSwitcher workspaces={workspaces} rail={isRail} />
      <div className="min-h-0 flex-1 overflow-x-hidden overflow-y-auto">
        <SidebarNav rail={isRail} />
      </div>
      <IconButton
        label={isRail ? "Unfold the sidebar" : "Fold the sidebar"}
        aria-expanded={!isRail}
        onClick={toggle}
        className={isRail ? "mx-auto" : "ml-1"}
      >
        <Icon aria-hidden className="size-4" />
      </IconButton>
    </aside>
  );
}
