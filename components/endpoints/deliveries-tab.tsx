"use client";

import { DeliveriesView } from "@/components/deliveries/deliveries-view";
import type { Webhook } from "@/lib/webhooks/schemas";

/** The log, of this endpoint only. */
export function DeliveriesTab({ webhook }: { webhook: Webhook }) {
  return <DeliveriesView webhookId={webhook.id} />;
}
