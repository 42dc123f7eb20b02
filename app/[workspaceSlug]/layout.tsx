import type { Metadata } from "next";
import type { ReactNode } from "react";
import { WorkspaceShell } from "@/components/shell/workspace-shell";
import { findPageMembership, requirePage } from "@/lib/session/next";
import { listWorkspaces } from "@/lib/workspaces";

type Props = { params: Promise<{ workspaceSlug: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  // A title is made for the not-found page too.
  const membership = await findPageMembership((await params).workspaceSlug);
  if (membership === null) return { title: { absolute: "Not found · Posthorn" } };
  const { name } = membership.workspace;
  return { title: { template: `%s · ${name} · Posthorn`, default: `${name} · Posthorn` } };
}

export default async function WorkspaceLayout({ params, children }: Props & { children: ReactNode }) {
  const { session, membership, ctx } = await requirePage((await params).workspaceSlug);
  const { data: workspaces } = await listWorkspaces(ctx);
  const { slug, name } = membership.workspace;
  const { destinations } = ctx.services;
  const { role } = membership;
  return (
    <WorkspaceShell
      facts={{ slug, name, role, userId: session.user.id, origin: destinations.ownOrigin }}
      user={session.user}
      workspaces={workspaces}
      allowsPrivateNetworks={destinations.allowedCidrs.length > 0}
    >
      {children}
    </WorkspaceShell>
  );
}
