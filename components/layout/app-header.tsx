import { Check, ChevronsUpDown, CircleUserRound, Plus } from "lucide-react";
import Link from "next/link";
import { SignOutButton } from "@/components/session/sign-out-button";
import { Logo } from "./logo";
import { Menu, menuItemClass } from "./menu";
import { NavLink } from "./nav-link";

export type HeaderWorkspace = { slug: string; name: string };

/** The bar on top of every page of somebody who is signed in. */
export function AppHeader({
  user,
  workspaces,
  current,
}: {
  user: { name: string | null; email: string };
  workspaces: HeaderWorkspace[];
  current?: HeaderWorkspace;
}) {
  return (
    <header className="sticky top-0 z-10 border-b border-border bg-surface">
      <div className="mx-auto flex h-14 max-w-6xl items-center gap-1 px-2 sm:gap-2 sm:px-6">
        <Link
          href="/"
          aria-label="Posthorn, start page"
          className="inline-flex min-h-9 shrink-0 items-center rounded-md px-1"
        >
          <Logo wordHidden />
        </Link>
        <span aria-hidden className="text-border max-sm:hidden">
          /
        </span>
        <Menu
          align="left"
          label={current === undefined ? "Choose a workspace" : `Workspace ${current.name}: choose another`}
          trigger={
            <>
              <bdi className="max-w-40 truncate sm:max-w-64">{current?.name ?? "Workspaces"}</bdi>
              <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-muted" />
            </>
          }
        >
          <ul>
            {workspaces.map(({ slug, name }) => (
              <li key={slug}>
                <Link
                  href={`/${slug}`}
                  className={menuItemClass}
                  aria-current={slug === current?.slug ? "true" : undefined}
                >
                  <bdi className="min-w-0 flex-1 truncate">{name}</bdi>
                  {slug === current?.slug && <Check aria-hidden className="size-4 shrink-0 text-accent" />}
                </Link>
              </li>
            ))}
          </ul>
          <hr className="my-1.5 border-border" />
          <Link href="/workspaces/new" className={menuItemClass}>
            <Plus aria-hidden className="size-4 text-muted" />
            New workspace
          </Link>
        </Menu>
        <div className="flex-1" />
        <Menu
          align="right"
          label="Your account"
          trigger={<CircleUserRound aria-hidden className="size-5 text-muted" />}
        >
          <div className="px-2.5 py-1.5">
            <p className="truncate font-medium">
              <bdi>{user.name ?? user.email}</bdi>
            </p>
            <p className="truncate text-[0.8125rem] text-muted">{user.email}</p>
          </div>
          <hr className="my-1.5 border-border" />
          <Link href="/account" className={menuItemClass}>
            Account
          </Link>
          <SignOutButton className={menuItemClass} />
        </Menu>
      </div>
      {current !== undefined && (
        <nav aria-label="Workspace" className="mx-auto flex max-w-6xl gap-1 overflow-x-auto px-2 sm:px-6">
          <NavLink href={`/${current.slug}`}>Home</NavLink>
          <NavLink href={`/${current.slug}/settings/members`}>Members</NavLink>
          <NavLink href={`/${current.slug}/settings/general`}>Settings</NavLink>
        </nav>
      )}
    </header>
  );
}
