import type { ReactNode } from "react";
import { LiveProvider } from "@/components/layout/live";
import { PaletteActionsProvider } from "@/components/layout/palette-actions";
import { ShortcutsProvider } from "@/components/layout/shortcuts";
import { type WorkspaceFacts, WorkspaceProvider } from "@/components/layout/workspace-context";
import { Banners } from "./banners";
import { NavShortcuts } from "./nav-shortcuts";
import { ShortcutSheet } from "./shortcut-sheet";
import { Sidebar } from "./sidebar";
import { Topbar } from "./topbar";
import type { UserFacts } from "./user-menu";
import type { WorkspaceChoice } from "./workspace-switcher";

/** The frame of the pages of a workspace. */
export function WorkspaceShell({
  facts,
  user,
  workspaces,
  allowsPrivateNetworks,
  children,
}: {
  facts: WorkspaceFacts;
  user: UserFacts;
  workspaces: WorkspaceChoice[];
  allowsPrivateNetworks: boolean;
  children: ReactNode;
}) {
  return (
    <WorkspaceProvider facts={facts}>
      <LiveProvider workspace={facts.slug}>
        <ShortcutsProvider>
          <PaletteActionsProvider>
            <div className="flex min-h-dvh">
              <Sidebar workspaces={workspaces} />
              <div className="flex min-w-0 flex-1 flex-col">
                <Topbar user={user} workspaces={workspaces} />
                <Banners allowsPrivateNetworks={allowsPrivateNetworks} />
                <main
                  id="main"
                  tabIndex={-1}
                  className="mx-auto flex w-full max-w-[96rem] flex-1 flex-col gap-6 px-4 py-6 focus:outline-none sm:px-6"
                >
                  {children}
                </main>
              </div>
            </div>
            <NavShortcuts />
            <ShortcutSheet />
          </PaletteActionsProvider>
        </ShortcutsProvider>
      </LiveProvider>
    </WorkspaceProvider>
  );
}
