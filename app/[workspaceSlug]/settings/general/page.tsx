import type { Metadata } from "next";
import { PageHeading } from "@/components/layout/page-heading";
import { WorkspaceFacts } from "@/components/settings/workspace-facts";
import { WorkspaceForm } from "@/components/workspaces/workspace-form";
import { requirePage } from "@/lib/session/next";
import { getWorkspace } from "@/lib/workspaces";

export const metadata: Metadata = { title: "Settings" };

export default async function GeneralSettingsPage({ params }: { params: Promise<{ workspaceSlug: string }> }) {
  const { ctx } = await requirePage((await params).workspaceSlug);
  const workspace = await getWorkspace(ctx);
  return (
    <>
      <PageHeading title="Settings">
        <p>What holds for everybody in this workspace.</p>
      </PageHeading>
      <WorkspaceForm workspace={workspace} />
      <WorkspaceFacts workspace={workspace} origin={ctx.services.destinations.ownOrigin} />
    </>
  );
}
