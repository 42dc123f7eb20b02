import type { Metadata } from "next";
import { InboxesView } from "@/components/inbox/inboxes-view";
import { Hydrate } from "@/components/layout/hydrate";
import { INBOXES_MAX, inboxListQuery } from "@/lib/client/inboxes";
import { makeQueryClient } from "@/lib/client/query-client";
import { listInboxes } from "@/lib/inbox";
import { requirePage } from "@/lib/session/next";

export const metadata: Metadata = { title: "Inbox" };

export default async function InboxesPage({ params }: { params: Promise<{ workspaceSlug: string }> }) {
  const { ctx, membership } = await requirePage((await params).workspaceSlug);
  const client = makeQueryClient();
  await client.prefetchQuery({
    ...inboxListQuery(membership.workspace.slug),
    queryFn: () => listInboxes(ctx, { limit: INBOXES_MAX }),
  });
  return (
    <Hydrate client={client}>
      <InboxesView />
    </Hydrate>
  );
}
