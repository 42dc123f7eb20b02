import type { Metadata } from "next";
import type { ReactNode } from "react";
import { AppShell } from "@/components/layout/app-shell";
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
  return (
    <AppShell user={session.user} workspaces={workspaces} current={membership.workspace}>
      {children}
    </AppShell>
  );
}
