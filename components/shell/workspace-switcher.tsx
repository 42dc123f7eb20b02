"use client";

import { Plus } from "lucide-react";
import { useWorkspace } from "@/components/layout/workspace-context";
import { DropdownMenu, MenuLabel, MenuLink, MenuSeparator } from "@/components/ui/dropdown-menu";
import { WorkspaceFace } from "./workspace-face";

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
          <WorkspaceFace rail={rail} />
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
