"use client";

import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Logo } from "@/components/layout/logo";
import { DropdownMenu, MenuLabel, MenuLink } from "@/components/ui/dropdown-menu";
import { buttonClass } from "@/components/ui/button";
import { ThemeMenu, UserMenu } from "./lazy-menus";
import type { UserFacts } from "./user-menu";
import type { WorkspaceChoice } from "./workspace-switcher";
import { ZoneToggle } from "./zone-toggle";

/** The frame of pages of somebody who is signed in that belong to no workspace. */
export function AccountShell({
  user,
  workspaces,
  children,
}: {
  user: UserFacts;
  workspaces: WorkspaceChoice[];
  children: ReactNode;
}) {
  return (
    <>
      <header className="sticky top-0 z-20 flex h-14 items-center gap-2 border-b border-border bg-surface px-3 sm:px-6">
        <Link href="/" aria-label="Posthorn, start page" className="rounded-md px-1 py-1">
          <Logo wordHidden />
        </Link>
        <DropdownMenu
          align="start"
          trigger={
            <button type="button" className={buttonClass({ variant: "ghost", size: "sm" })}>
              <ArrowLeft aria-hidden className="size-4" />
              Back to a workspace
            </button>
          }
        >
          <MenuLabel>Workspaces</MenuLabel>
          {workspaces.map(({ slug, name }) => (
            <MenuLink key={slug} href={`/${slug}`}>
              <bdi>{name}</bdi>
            </MenuLink>
          ))}
        </DropdownMenu>
        <div className="flex-1" />
        <ZoneToggle />
        <ThemeMenu />
        <UserMenu user={user} />
      </header>
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto flex w-full max-w-4xl flex-col gap-6 px-4 py-6 focus:outline-none sm:px-6 sm:py-8"
      >
        {children}
      </main>
    </>
  );
}
