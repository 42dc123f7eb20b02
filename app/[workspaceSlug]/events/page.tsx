import { Send } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import type { SearchParams } from "nuqs/server";
import { EventList } from "@/components/events/event-list";
import { Hydrate } from "@/components/layout/hydrate";
import { PageHeading } from "@/components/layout/page-heading";
import { buttonClass } from "@/components/ui/button";
import { allows } from "@/lib/access";
import { loadEventParams, toEventFilter } from "@/lib/client/event-params";
import { EVENTS_PAGE, eventsQuery } from "@/lib/client/events";
import { linksOf } from "@/lib/client/links";
import { makeQueryClient } from "@/lib/client/query-client";
import { listEvents } from "@/lib/events";
import { ListEventsQuery } from "@/lib/events/schemas";
import { requirePage } from "@/lib/session/next";

export const metadata: Metadata = { title: "Events" };

type Props = { params: Promise<{ workspaceSlug: string }>; searchParams: Promise<SearchParams> };

export default async function EventsPage({ params, searchParams }: Props) {
  const { workspaceSlug } = await params;
  const { ctx } = await requirePage(workspaceSlug);
  const wanted = await loadEventParams(searchParams);
  const client = makeQueryClient();
  const filter = { ...toEventFilter(wanted, Date.now()), limit: EVENTS_PAGE };
  await client.prefetchInfiniteQuery({
    ...eventsQuery(workspaceSlug, wanted),
    queryFn: async () => listEvents(ctx, ListEventsQuery.parse(filter)),
  });
  const send = (
    <Link href={linksOf(workspaceSlug).newEvent()} className={buttonClass()}>
      <Send aria-hidden className="size-4" />
      Send an event
    </Link>
  );
  return (
    <Hydrate client={client}>
      <PageHeading title="Events" actions={allows(ctx.actor, "events:write") ? send : undefined}>
        <p>What happened, and what became of telling every endpoint about it.</p>
      </PageHeading>
      <EventList />
    </Hydrate>
  );
}
