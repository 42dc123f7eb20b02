import type { Metadata } from "next";
import { ApiKeys } from "@/components/api-keys/api-keys";
import { PageHeading } from "@/components/layout/page-heading";
import { EndpointList } from "@/components/workspaces/endpoint-list";
import { QuickStart } from "@/components/workspaces/quick-start";
import { allows, SCOPES } from "@/lib/access";
import { listApiKeys } from "@/lib/api-keys";
import { requirePage } from "@/lib/session/next";
import { listWebhooks } from "@/lib/webhooks";

export const metadata: Metadata = { title: "Home" };

export default async function WorkspaceHomePage({ params }: { params: Promise<{ workspaceSlug: string }> }) {
  const { membership, ctx } = await requirePage((await params).workspaceSlug);
  const [webhooks, keys] = await Promise.all([listWebhooks(ctx, { limit: 200 }), listApiKeys(ctx, { limit: 200 })]);
  const { ownOrigin } = ctx.services.destinations;
  return (
    <>
      <PageHeading title={membership.workspace.name}>
        <p>You are {membership.role} of this workspace.</p>
      </PageHeading>
      <EndpointList webhooks={webhooks.data} more={webhooks.nextCursor !== null} />
      <ApiKeys
        workspace={membership.workspace.slug}
        origin={ownOrigin}
        initial={keys}
        scopes={[...SCOPES]}
        mayWrite={allows(ctx.actor, "api-keys:write")}
      />
      <QuickStart origin={ownOrigin} webhookId={webhooks.data[0]?.id} />
    </>
  );
}
