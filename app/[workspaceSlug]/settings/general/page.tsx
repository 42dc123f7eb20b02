import type { Metadata } from "next";
import { PageHeading } from "@/components/layout/page-heading";
import { WorkspaceForm } from "@/components/workspaces/workspace-form";
import { allows } from "@/lib/access";
import { requirePage } from "@/lib/session/next";
import { getWorkspace } from "@/lib/workspaces";

export const metadata: Metadata = { title: "Settings" };

export default async function GeneralSettingsPage({ params }: { params: Promise<{ workspaceSlug: string }> }) {
  const { ctx } = await requirePage((await params).workspaceSlug);
  const workspace = await getWorkspace(ctx);
  return (
    <>
      <PageHeading title="Settings">
        <p>
          Workspace <code className="font-mono text-[0.8125rem]">{workspace.id}</code>
        </p>
      </PageHeading>
      <WorkspaceForm workspace={workspace} mayWrite={allows(ctx.actor, "settings:write")} />
    </>
  );
}
