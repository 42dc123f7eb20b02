import type { Metadata } from "next";
import { QuickStartPage } from "@/components/docs/pages/quick-start";
import { linksOf } from "@/lib/client/links";
import { requirePage } from "@/lib/session/next";

export const metadata: Metadata = { title: "Quick start · Docs" };

export default async function DocsPage({ params }: { params: Promise<{ workspaceSlug: string }> }) {
  const { ctx, membership } = await requirePage((await params).workspaceSlug);
  return <QuickStartPage origin={ctx.services.destinations.ownOrigin} links={linksOf(membership.workspace.slug)} />;
}
