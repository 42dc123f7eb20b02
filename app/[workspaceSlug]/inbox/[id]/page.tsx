import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { InboxView } from "@/components/inbox/inbox-view";
import { Hydrate } from "@/components/layout/hydrate";
import { loadInboxParams, requestFilterOf } from "@/lib/client/inbox-params";
import { inboxQuery, PAGE_REQUESTS, requestListQuery } from "@/lib/client/inboxes";
import { makeQueryClient } from "@/lib/client/query-client";
import { AppError } from "@/lib/core/errors";
import { getInbox, listInboxRequests } from "@/lib/inbox";
import { requirePage } from "@/lib/session/next";

type Props = {
  params: Promise<{ workspaceSlug: string; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const readInbox = cache(async (slug: string, id: string) => {
  const { ctx } = await requirePage(slug);
  return getInbox(ctx, id).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  });
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { workspaceSlug, id } = await params;
  return { title: `${(await readInbox(workspaceSlug, id)).name} · Inbox` };
}

export default async function InboxPage({ params, searchParams }: Props) {
  const { workspaceSlug: slug, id } = await params;
  const { ctx } = await requirePage(slug);
  const filter = requestFilterOf(await loadInboxParams(searchParams));
  const client = makeQueryClient();
  client.setQueryData(inboxQuery(slug, id).queryKey, await readInbox(slug, id));
  const queryFn = () => listInboxRequests(ctx, id, { ...filter, limit: PAGE_REQUESTS });
  await client.prefetchInfiniteQuery({ ...requestListQuery(slug, id, filter), queryFn });
  return (
    <Hydrate client={client}>
      <InboxView id={id} />
    </Hydrate>
  );
}
