import type { Metadata } from "next";
import { AuthShell } from "@/components/layout/auth-shell";
import { TextLink } from "@/components/layout/text-link";
import { NewWorkspaceForm } from "@/components/workspaces/new-workspace-form";
import { requireSession } from "@/lib/session/next";

export const metadata: Metadata = { title: "New workspace" };

export default async function NewWorkspacePage() {
  await requireSession();
  return (
    <AuthShell
      title="New workspace"
      lead="For a team or a product. You can invite others afterwards."
      footer={<TextLink href="/">Back to your workspace</TextLink>}
    >
      <NewWorkspaceForm />
    </AuthShell>
  );
}
