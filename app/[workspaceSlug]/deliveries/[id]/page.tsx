import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DeliveryPage } from "@/components/delivery/delivery-page";
import { Hydrate } from "@/components/layout/hydrate";
import { deliveryQuery, keepBodyOnce } from "@/lib/client/delivery";
import { makeQueryClient } from "@/lib/client/query-client";
import { AppError } from "@/lib/core/errors";
import { getDelivery } from "@/lib/deliveries";
import { requirePage } from "@/lib/session/next";

type Props = { params: Promise<{ workspaceSlug: string; id: string }> };

export const metadata: Metadata = { title: "Delivery · Deliveries" };

export default async function DeliveryDetailPage({ params }: Props) {
  const { workspaceSlug, id } = await params;
  const { ctx } = await requirePage(workspaceSlug);
  const client = makeQueryClient();
  await client
    .fetchQuery({ ...deliveryQuery(workspaceSlug, id), queryFn: async () => keepBodyOnce(await getDelivery(ctx, id)) })
    .catch((error: unknown) => {
      if (error instanceof AppError && error.code === "not_found") notFound();
      throw error;
    });
  return (
    <Hydrate client={client}>
      <DeliveryPage id={id} />
    </Hydrate>
  );
}
