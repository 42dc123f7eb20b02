import type { Metadata } from "next";
import { PageHeading } from "@/components/layout/page-heading";
import { DeliveryDefaultsForm } from "@/components/settings/delivery-defaults-form";
import { requirePage } from "@/lib/session/next";
import { countFollowers } from "@/lib/webhooks";
import { getWorkspace } from "@/lib/workspaces";

export const metadata: Metadata = { title: "Delivery" };

export default async function DeliverySettingsPage({ params }: { params: Promise<{ workspaceSlug: string }> }) {
  const { ctx } = await requirePage((await params).workspaceSlug);
  const [workspace, followers] = await Promise.all([getWorkspace(ctx), countFollowers(ctx)]);
  return (
    <>
      <PageHeading title="Delivery">
        <p>How fast and how often events are tried.</p>
      </PageHeading>
      <DeliveryDefaultsForm
        defaults={workspace.defaults}
        instanceRateLimit={ctx.services.defaultRateLimit}
        followers={followers}
      />
    </>
  );
}
