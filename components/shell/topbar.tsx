import { CommandPalette } from "./command-palette";
import { LiveIndicator } from "./live-indicator";
import { MobileNav } from "./mobile-nav";
import { ThemeMenu, UserMenu } from "./lazy-menus";
import type { UserFacts } from "./user-menu";
import type { WorkspaceChoice } from "./workspace-switcher";
import { ZoneToggle } from "./zone-toggle";

/** The bar over the pages of a workspace; it stays while they scroll. */
export function Topbar({ user, workspaces }: { user: UserFacts; workspaces: WorkspaceChoice[] }) {
  return (
    <header className="sticky top-0 z-20 flex h-14 items-center gap-2 border-b border-border bg-surface px-3 sm:px-6 print:hidden">
      <MobileNav workspaces={workspaces} />
      <CommandPalette />
      <div className="flex-1" />
      <LiveIndicator />
      <ZoneToggle />
      <ThemeMenu />
      <UserMenu user={user} />
    </header>
  );
}
