import type { ReactNode } from "react";
import { docsEntries } from "@/components/docs/docs-entries";
import { DocsFrame } from "@/components/docs/docs-frame";
import { linksOf } from "@/lib/client/links";
import { apiReference } from "./api-reference";
import { requirePage } from "@/lib/session/next";

type Props = { params: Promise<{ workspaceSlug: string }>; children: ReactNode };

export default async function DocsLayout({ params, children }: Props) {
  const { ctx, membership } = await requirePage((await params).workspaceSlug);
  const links = linksOf(membership.workspace.slug);
  const entries = docsEntries(links, apiReference(ctx.services.destinations.ownOrigin));
  return <DocsFrame entries={entries}>{children}</DocsFrame>;
}
