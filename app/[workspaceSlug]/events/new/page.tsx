import type { Metadata } from "next";
import { SendForm } from "@/components/events/send-form";
import { Hydrate } from "@/components/layout/hydrate";
import { PageHeading } from "@/components/layout/page-heading";
import { catalogueQuery, readCatalogue } from "@/lib/client/event-types";
import { linksOf } from "@/lib/client/links";
import { makeQueryClient } from "@/lib/client/query-client";
import { listEventTypes } from "@/lib/event-types";
import { draftOf } from "@/lib/events";
import { requirePage } from "@/lib/session/next";

export const metadata: Metadata = { title: "Send an event · Events" };

type Props = {
  params: Promise<{ workspaceSlug: string }>;
  searchParams: Promise<{ type?: string | string[]; from?: string | string[] }>;
};

export default async function NewEventPage({ params, searchParams }: Props) {
  const { workspaceSlug } = await params;
  const { type, from } = await searchParams;
  const { ctx } = await requirePage(workspaceSlug);
  const client = makeQueryClient();
  await client.prefetchQuery({
    ...catalogueQuery(workspaceSlug),
    queryFn: () => readCatalogue((query) => listEventTypes(ctx, query)),
  });
  const similar = typeof from === "string" ? await draftOf(ctx, from) : null;
  return (
    <Hydrate client={client}>
      <PageHeading title="Send an event" breadcrumb={[{ label: "Events", href: linksOf(workspaceSlug).events() }]} />
      <SendForm
        key={`${String(type)} ${String(from)}`}
        start={similar ?? { type: typeof type === "string" ? type : undefined }}
      />
    </Hydrate>
  );
}
