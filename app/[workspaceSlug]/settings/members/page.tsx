import type { Metadata } from "next";
import { Hydrate } from "@/components/layout/hydrate";
import { PageHeading } from "@/components/layout/page-heading";
import { Invitations } from "@/components/workspaces/invitations";
import { Members } from "@/components/workspaces/members";
import { RoleTable } from "@/components/workspaces/role-table";
import { memberKeys } from "@/lib/client/members";
import { makeQueryClient } from "@/lib/client/query-client";
import { requirePage } from "@/lib/session/next";
import { listInvitations, listMembers } from "@/lib/workspaces";

export const metadata: Metadata = { title: "Members" };

export default async function MembersPage({ params }: { params: Promise<{ workspaceSlug: string }> }) {
  const { ctx } = await requirePage((await params).workspaceSlug);
  const { slug } = ctx.workspace;
  const page = { limit: 200 };
  const client = makeQueryClient();
  await Promise.all([
    client.prefetchQuery({ queryKey: memberKeys.members(slug), queryFn: () => listMembers(ctx, page) }),
    client.prefetchQuery({ queryKey: memberKeys.invitations(slug), queryFn: () => listInvitations(ctx, page) }),
  ]);
  return (
    <Hydrate client={client}>
      <PageHeading title="Members">
        <p>Who can see and change this workspace.</p>
      </PageHeading>
      <Members />
      <Invitations mailConfigured={ctx.services.mail.configured} />
      <RoleTable />
    </Hydrate>
  );
}
