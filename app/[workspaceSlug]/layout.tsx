import type { Metadata } from "next";
import type { ReactNode } from "react";
import { AppShell } from "@/components/layout/app-shell";
import { requirePage } from "@/lib/session/next";
import { listWorkspaces } from "@/lib/workspaces";

type Props = { params: Promise<{ workspaceSlug: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { membership } = await requirePage((await params).workspaceSlug);
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
