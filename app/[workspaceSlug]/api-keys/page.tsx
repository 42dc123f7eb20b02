import type { Metadata } from "next";
import { ApiKeysView } from "@/components/api-keys/api-keys-view";
import { Hydrate } from "@/components/layout/hydrate";
import { listApiKeys } from "@/lib/api-keys";
import { API_KEYS_SHOWN_MAX, apiKeyKeys } from "@/lib/client/api-keys";
import { memberKeys } from "@/lib/client/members";
import { makeQueryClient } from "@/lib/client/query-client";
import { requirePage } from "@/lib/session/next";
import { listMembers } from "@/lib/workspaces";

export const metadata: Metadata = { title: "API keys" };

export default async function ApiKeysPage({ params }: { params: Promise<{ workspaceSlug: string }> }) {
  const { ctx } = await requirePage((await params).workspaceSlug);
  const { slug } = ctx.workspace;
  const client = makeQueryClient();
  const limit = API_KEYS_SHOWN_MAX;
  await Promise.all([
    client.prefetchQuery({ queryKey: apiKeyKeys.list(slug), queryFn: () => listApiKeys(ctx, { limit }) }),
    client.prefetchQuery({ queryKey: memberKeys.members(slug), queryFn: () => listMembers(ctx, { limit }) }),
  ]);
  return (
    <Hydrate client={client}>
      <ApiKeysView />
    </Hydrate>
  );
}
