import type { Metadata } from "next";
import { PageHeading } from "@/components/layout/page-heading";
import { Invitations } from "@/components/workspaces/invitations";
import { Members } from "@/components/workspaces/members";
import { RoleTable } from "@/components/workspaces/role-table";
import { allows } from "@/lib/access";
import { requirePage } from "@/lib/session/next";
import { listInvitations, listMembers } from "@/lib/workspaces";

export const metadata: Metadata = { title: "Members" };

export default async function MembersPage({ params }: { params: Promise<{ workspaceSlug: string }> }) {
  const { session, membership, ctx } = await requirePage((await params).workspaceSlug);
  const [members, invitations] = await Promise.all([
    listMembers(ctx, { limit: 200 }),
    listInvitations(ctx, { limit: 200 }),
  ]);
  const viewer = { userId: session.user.id, role: membership.role, mayWrite: allows(ctx.actor, "members:write") };
  const { slug } = membership.workspace;
  return (
    <>
      <PageHeading title="Members">
        <p>Who can see and change this workspace.</p>
      </PageHeading>
      <Members workspace={slug} viewer={viewer} initial={members} />
      <Invitations
        workspace={slug}
        viewer={viewer}
        initial={invitations}
        mailConfigured={ctx.services.mail.configured}
      />
      <RoleTable />
    </>
  );
}
