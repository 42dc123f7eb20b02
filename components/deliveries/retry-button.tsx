"use client";

import { RotateCw } from "lucide-react";
import { useWorkspace } from "@/components/layout/workspace-context";
import { IconButton } from "@/components/ui/icon-button";
import type { Delivery } from "@/lib/deliveries/schemas";
import { useDeliveryList } from "./delivery-list-context";

/** Sends one delivery again, at once. */
export function RetryButton({ row }: { row: Delivery }) {
  const { retry } = useDeliveryList();
  const { may, why } = useWorkspace();
  const reason = may("deliveries:write") ? undefined : why("deliveries:write");
  const label = `Retry ${row.eventType} to ${row.webhookName}`;
  return (
    <IconButton
      label={label}
      title={reason ?? "Retry now"}
      aria-description={reason}
      aria-disabled={reason !== undefined || undefined}
      className="relative z-1 aria-disabled:cursor-not-allowed aria-disabled:opacity-50"
      onClick={() => reason === undefined && retry(row)}
    >
      <RotateCw aria-hidden className="size-4" />
    </IconButton>
  );
}
