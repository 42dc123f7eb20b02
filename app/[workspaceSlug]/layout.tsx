import type { Metadata } from "next";
import type { ReactNode } from "react";
import { Hydrate } from "@/components/layout/hydrate";
import { WorkspaceShell } from "@/components/shell/workspace-shell";
import { makeQueryClient } from "@/lib/client/query-client";
import { DISABLED_SHOWN_MAX, workspaceStateKeys } from "@/lib/client/workspace-state";
import { getQueueStats } from "@/lib/deliveries";
import { queueConnection } from "@/lib/platform/env";
import { getRuntime } from "@/lib/runtime";
import { findPageMembership, requirePage } from "@/lib/session/next";
import { listWebhooks } from "@/lib/webhooks";
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
  const client = makeQueryClient();
  const { slug, name } = membership.workspace;
  const [{ data: workspaces }] = await Promise.all([
    listWorkspaces(ctx),
    client.prefetchQuery({
      queryKey: workspaceStateKeys.queue(slug),
      queryFn: () => getQueueStats(ctx, queueConnection(getRuntime().env).backend),
    }),
    client.prefetchQuery({
      queryKey: workspaceStateKeys.disabled(slug),
      queryFn: () => listWebhooks(ctx, { status: "disabled", limit: DISABLED_SHOWN_MAX }),
    }),
  ]);
  const { destinations } = ctx.services;
  const { role } = membership;
  return (
    <Hydrate client={client}>
      <WorkspaceShell
        facts={{ slug, name, role, userId: session.user.id, origin: destinations.ownOrigin }}
        user={session.user}
        workspaces={workspaces}
        allowsPrivateNetworks={destinations.allowedCidrs.length > 0}
      >
        {children}
      </WorkspaceShell>
    </Hydrate>
  );
}
