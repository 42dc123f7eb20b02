import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { Hydrate } from "@/components/layout/hydrate";
import { Overview } from "@/components/overview/overview";
import { loadRangeParams } from "@/lib/client/range-params";
import { requirePage } from "@/lib/session/next";
import { prefetchOverview } from "./prefetch";

export const metadata: Metadata = { title: "Overview" };

type Props = { params: Promise<{ workspaceSlug: string }>; searchParams: Promise<SearchParams> };

export default async function OverviewPage({ params, searchParams }: Props) {
  const { ctx, membership } = await requirePage((await params).workspaceSlug);
  const client = await prefetchOverview(ctx, membership.workspace.slug, await loadRangeParams(searchParams));
  return (
    <Hydrate client={client}>
      <Overview />
    </Hydrate>
  );
}
