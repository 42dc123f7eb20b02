"use client";

import { createContext, type ReactNode, useContext, useMemo } from "react";
import type { Role } from "@/lib/access/roles";
import { allows, type Scope } from "@/lib/access/scopes";
import { type Links, linksOf } from "@/lib/client/links";

export type WorkspaceFacts = { slug: string; name: string; role: Role; userId: string; origin: string };

type Workspace = WorkspaceFacts & {
  /** Whether the reader's role allows it. The API decides again for itself. */
  may: (scope: Scope) => boolean;
  /** Why a control is disabled for the reader, as a sentence. */
  why: (scope: Scope) => string;
};

const WorkspaceContext = createContext<{ workspace: Workspace; links: Links } | undefined>(undefined);

/** Tells the parts of a page whose workspace it shows, and what its reader may do there. */
export function WorkspaceProvider({ facts, children }: { facts: WorkspaceFacts; children: ReactNode }) {
  const { slug, name, role, userId, origin } = facts;
  const value = useMemo(() => {
    const actor = { kind: "user", id: userId, name: "", role } as const;
    const workspace: Workspace = {
      slug,
      name,
      role,
      userId,
      origin,
      may: (scope) => allows(actor, scope),
      why: () => `Your role is ${role}, which may not do this. Ask an owner or admin of the workspace.`,
    };
    return { workspace, links: linksOf(slug) };
  }, [slug, name, role, userId, origin]);
  return <WorkspaceContext value={value}>{children}</WorkspaceContext>;
}

export function useWorkspace(): Workspace {
  return read().workspace;
}

export function useLinks(): Links {
  return read().links;
}

function read() {
  const value = useContext(WorkspaceContext);
  if (value === undefined) throw new Error("This part of a page belongs into the pages of a workspace.");
  return value;
}
