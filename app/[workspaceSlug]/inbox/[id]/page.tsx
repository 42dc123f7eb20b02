import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { InboxView } from "@/components/inbox/inbox-view";
import { Hydrate } from "@/components/layout/hydrate";
import { inboxQuery } from "@/lib/client/inboxes";
import { makeQueryClient } from "@/lib/client/query-client";
import { AppError } from "@/lib/core/errors";
import { getInbox } from "@/lib/inbox";
import { requirePage } from "@/lib/session/next";

type Props = { params: Promise<{ workspaceSlug: string; id: string }> };

const readInbox = cache(async (slug: string, id: string) => {
  const { ctx } = await requirePage(slug);
  return getInbox(ctx, id).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  });
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { workspaceSlug, id } = await params;
  const inbox = await readInbox(workspaceSlug, id);
  return { title: inbox === null ? "Not found · Inbox" : `${inbox.name} · Inbox` };
}

export default async function InboxPage({ params }: Props) {
  const { workspaceSlug, id } = await params;
  const inbox = await readInbox(workspaceSlug, id);
  if (inbox === null) notFound();
  const client = makeQueryClient();
  client.setQueryData(inboxQuery(workspaceSlug, id).queryKey, inbox);
  return (
    <Hydrate client={client}>
      <InboxView id={id} />
    </Hydrate>
  );
}
