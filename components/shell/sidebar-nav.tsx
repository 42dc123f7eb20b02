"use client";

import clsx from "clsx";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useLinks } from "@/components/layout/workspace-context";
import { Tooltip } from "@/components/ui/tooltip";
import { isUnder, navItems } from "./nav-items";
import { useWorkspaceState } from "./use-workspace-state";

/** The places of the workspace. As a rail it shows icons, with their names beside them on pointing. */
export function SidebarNav({ rail = false, onNavigate }: { rail?: boolean; onNavigate?: () => void }) {
  const links = useLinks();
  const pathname = usePathname();
  const badges = useBadges();
  return (
    <nav aria-label="Workspace" className="flex flex-col gap-4">
      {navItems(links).map(({ label, items }) => (
        <div key={label}>
          <p className={clsx("px-2.5 pb-1 text-[0.75rem] font-medium text-muted", rail && "sr-only")}>{label}</p>
          <ul className="flex flex-col gap-0.5">
            {items.map((item) => {
              const here = isUnder(pathname, item, links);
              const badge = item.badge === undefined ? undefined : badges[item.badge];
              const link = (
                <Link
                  href={item.href}
                  onClick={onNavigate}
                  aria-current={here ? "page" : undefined}
                  className={clsx(
                    "relative flex min-h-8 items-center gap-2.5 rounded-md px-2.5",
                    rail && "justify-center",
                    here ? "bg-accent-soft font-medium text-accent" : "text-foreground hover:bg-raised",
                  )}
                >
                  <item.Icon aria-hidden className={clsx("size-4 shrink-0", !here && "text-muted")} />
                  <span className={rail ? "sr-only" : "flex-1 truncate"}>{item.label}</span>
                  {badge !== undefined && (
                    <span
                      className={clsx(
                        "bg-bad-soft font-medium text-bad",
                        rail
                          ? "absolute top-1 right-1 size-2 rounded-full border border-bad"
                          : "rounded-md px-1.5 text-[0.75rem]",
                      )}
                    >
                      <span className={rail ? "sr-only" : undefined}>{badge}</span>
                    </span>
                  )}
                </Link>
              );
              return (
                <li key={item.href}>
                  {rail ? (
                    <Tooltip side="right" content={badge === undefined ? item.label : `${item.label}: ${badge}`}>
                      {link}
                    </Tooltip>
                  ) : (
                    link
                  )}
                </li>
              );
            })}
          </ul>
        </div>
      ))}
    </nav>
  );
}

/** Shown only when something is not as it should be. */
function useBadges(): { endpoints?: string; queue?: string } {
  const { queue, disabled } = useWorkspaceState();
  const disabledCount = disabled.data?.data.length ?? 0;
  const more = disabled.data?.nextCursor == null ? "" : "+";
  return {
    ...(disabledCount > 0 && { endpoints: `${disabledCount}${more} off` }),
    ...(queue.data?.workers === 0 ? { queue: "no worker" } : queue.data?.pausedBy != null && { queue: "paused" }),
  };
}
