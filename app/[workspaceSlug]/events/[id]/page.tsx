import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { EventDetail } from "@/components/events/event-detail";
import { Hydrate } from "@/components/layout/hydrate";
import { EVENT_DELIVERIES_MAX, eventDeliveriesQuery, eventQuery } from "@/lib/client/events";
import { makeQueryClient } from "@/lib/client/query-client";
import { AppError } from "@/lib/core/errors";
import { listDeliveries } from "@/lib/deliveries";
import { getEvent } from "@/lib/events";
import { requirePage } from "@/lib/session/next";

export const metadata: Metadata = { title: "Event · Events" };

type Props = { params: Promise<{ workspaceSlug: string; id: string }> };

export default async function EventPage({ params }: Props) {
  const { workspaceSlug, id } = await params;
  const { ctx } = await requirePage(workspaceSlug);
  const client = makeQueryClient();
  const event = await getEvent(ctx, id).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  });
  client.setQueryData(eventQuery(workspaceSlug, id).queryKey, event);
  await client.prefetchQuery({
    ...eventDeliveriesQuery(workspaceSlug, id),
    queryFn: () => listDeliveries(ctx, { eventId: id, limit: EVENT_DELIVERIES_MAX }),
  });
  return (
    <Hydrate client={client}>
      <EventDetail id={id} />
    </Hydrate>
  );
}
