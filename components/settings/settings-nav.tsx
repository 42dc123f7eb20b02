"use client";

import clsx from "clsx";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useLinks, useWorkspace } from "@/components/layout/workspace-context";
import type { SettingsPage } from "@/lib/client/links";

const GROUPS: { label: string; pages: { page: SettingsPage; label: string }[] }[] = [
  {
    label: "Workspace",
    pages: [
      { page: "general", label: "General" },
      { page: "delivery", label: "Delivery" },
      { page: "members", label: "Members" },
      { page: "audit-log", label: "Audit log" },
    ],
  },
  {
    label: "This browser",
    pages: [
      { page: "appearance", label: "Appearance" },
      { page: "accessibility", label: "Accessibility" },
    ],
  },
];

/** The pages of the settings: beside them in a wide window, above them in a narrow one. */
export function SettingsNav() {
  const links = useLinks();
  const { may } = useWorkspace();
  const pathname = usePathname();
  return (
    <nav aria-label="Settings" className="flex flex-wrap gap-x-6 gap-y-2 lg:sticky lg:top-20 lg:flex-col lg:gap-4">
      {GROUPS.map(({ label, pages }) => (
        <div key={label} className="max-w-full">
          <p className="px-2.5 pb-1 text-[0.75rem] font-medium text-muted">{label}</p>
          <ul className="flex flex-wrap gap-0.5 lg:flex-col">
            {pages
              .filter(({ page }) => page !== "audit-log" || may("audit:read"))
              .map(({ page, label: name }) => {
                const here = pathname === links.settings(page);
                return (
                  <li key={page}>
                    <Link
                      href={links.settings(page)}
                      aria-current={here ? "page" : undefined}
                      className={clsx(
                        "flex min-h-8 items-center rounded-md px-2.5 whitespace-nowrap",
                        here ? "bg-accent-soft font-medium text-accent" : "hover:bg-raised",
                      )}
                    >
                      {name}
                    </Link>
                  </li>
                );
              })}
          </ul>
        </div>
      ))}
    </nav>
  );
}
