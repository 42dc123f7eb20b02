"use client";

import Link from "next/link";
import { useLinks } from "@/components/layout/workspace-context";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { Webhook } from "@/lib/webhooks/schemas";

export function DeliveriesTab({ webhook }: { webhook: Webhook }) {
  const links = useLinks();
  return (
    <EmptyState
      title="Deliveries of this endpoint"
      actions={
        <Link href={links.deliveries({ webhook: webhook.id })} className={buttonClass({ variant: "secondary" })}>
          Open the deliveries
        </Link>
      }
    >
      The list of deliveries, filtered by this endpoint.
    </EmptyState>
  );
}
