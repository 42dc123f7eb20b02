"use client";

import { ChevronsUpDown, Plus } from "lucide-react";
import { useWorkspace } from "@/components/layout/workspace-context";
import { DropdownMenu, MenuLabel, MenuLink, MenuSeparator } from "@/components/ui/dropdown-menu";

export type WorkspaceChoice = { slug: string; name: string };

export function WorkspaceSwitcher({ workspaces, rail = false }: { workspaces: WorkspaceChoice[]; rail?: boolean }) {
  const { slug, name } = useWorkspace();
  return (
    <DropdownMenu
      align="start"
      trigger={
        <button
          type="button"
          aria-label={`Workspace ${name}: choose another`}
          className="flex min-h-10 w-full min-w-0 cursor-pointer items-center gap-2.5 rounded-md px-1.5 text-left font-medium hover:bg-raised"
        >
          <span aria-hidden className="grid size-7 shrink-0 place-items-center rounded-md bg-accent text-on-accent">
            {String.fromCodePoint(name.codePointAt(0) ?? 0x20).toUpperCase()}
          </span>
          {!rail && (
            <>
              <bdi className="min-w-0 flex-1 truncate">{name}</bdi>
              <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-muted" />
            </>
          )}
        </button>
      }
    >
      <MenuLabel>Workspaces</MenuLabel>
      {workspaces.map((workspace) => (
        <MenuLink key={workspace.slug} href={`/${workspace.slug}`} current={workspace.slug === slug}>
          <bdi>{workspace.name}</bdi>
        </MenuLink>
      ))}
      <MenuSeparator />
      <MenuLink href="/workspaces/new" icon={<Plus aria-hidden className="size-4 text-muted" />}>
        New workspace
      </MenuLink>
    </DropdownMenu>
  );
}
