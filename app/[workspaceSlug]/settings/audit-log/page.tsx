import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { Hydrate } from "@/components/layout/hydrate";
import { NoPermission } from "@/components/layout/no-permission";
import { AuditLog } from "@/components/settings/audit-log";
import { allows } from "@/lib/access";
import { listAuditLog } from "@/lib/audit";
import { ListAuditLogQuery } from "@/lib/audit/schemas";
import { auditFilterOf, auditKeys, loadAuditParams } from "@/lib/client/audit";
import { linksOf } from "@/lib/client/links";
import { makeQueryClient } from "@/lib/client/query-client";
import { requirePage } from "@/lib/session/next";

export const metadata: Metadata = { title: "Audit log" };

type Props = { params: Promise<{ workspaceSlug: string }>; searchParams: Promise<SearchParams> };

export default async function AuditLogPage({ params, searchParams }: Props) {
  const { ctx, membership } = await requirePage((await params).workspaceSlug);
  const { slug } = ctx.workspace;
  if (!allows(ctx.actor, "audit:read")) {
    const back = { href: linksOf(slug).settings("members"), label: "See who the owners and admins are" };
    const needs = "Owners, admins and developers";
    return <NoPermission title="Audit log" role={membership.role} needs={needs} back={back} />;
  }
  const filter = auditFilterOf(await loadAuditParams(searchParams));
  const client = makeQueryClient();
  await client.prefetchInfiniteQuery({
    queryKey: auditKeys.list(slug, filter),
    queryFn: () => listAuditLog(ctx, ListAuditLogQuery.parse(filter)),
    initialPageParam: null,
  });
  return (
    <Hydrate client={client}>
      <AuditLog />
    </Hydrate>
  );
}
