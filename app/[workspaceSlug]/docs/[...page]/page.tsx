import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DocsPageBody } from "@/components/docs/docs-page-body";
import { findDocsPage } from "@/lib/client/docs";
import { linksOf } from "@/lib/client/links";
import { requirePage } from "@/lib/session/next";
import { apiReference } from "@/app/[workspaceSlug]/docs/api-reference";

type Props = { params: Promise<{ workspaceSlug: string; page: string[] }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [slug = "", group] = (await params).page;
  const title = group === undefined ? findDocsPage(slug)?.title : `${group.replaceAll("-", " ")} · API reference`;
  return { title: `${title ?? "Not found"} · Docs` };
}

export default async function DocsSubpage({ params }: Props) {
  const { workspaceSlug, page } = await params;
  const { ctx, membership } = await requirePage(workspaceSlug);
  const [slug = "", group, ...more] = page;
  const found = findDocsPage(slug);
  const origin = ctx.services.destinations.ownOrigin;
  const reference = slug === "api" ? apiReference(origin) : [];
  const ofGroup = reference.find((one) => one.slug === group);
  if (found === undefined || more.length > 0 || (group !== undefined && ofGroup === undefined)) notFound();
  const links = linksOf(membership.workspace.slug);
  return <DocsPageBody slug={found.slug} origin={origin} links={links} reference={reference} group={ofGroup} />;
}
