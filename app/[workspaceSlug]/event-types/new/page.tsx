import type { Metadata } from "next";
import { NewEventType } from "@/components/event-types/new-event-type";
import { PageHeading } from "@/components/layout/page-heading";
import { linksOf } from "@/lib/client/links";
import { requirePage } from "@/lib/session/next";

export const metadata: Metadata = { title: "New event type · Event types" };

export default async function NewEventTypePage({ params }: { params: Promise<{ workspaceSlug: string }> }) {
  const { workspaceSlug } = await params;
  await requirePage(workspaceSlug);
  return (
    <>
      <PageHeading
        title="New event type"
        breadcrumb={[{ label: "Event types", href: linksOf(workspaceSlug).eventTypes }]}
      />
      <NewEventType />
    </>
  );
}
