import { Badge, type BadgeTone } from "@/components/ui/badge";
import type { DeliveryStatus } from "@/lib/deliveries/schemas";

export const DELIVERY_STATUS_WORDS: Record<DeliveryStatus, { tone: BadgeTone; word: string }> = {
  pending: { tone: "neutral", word: "Pending" },
  sending: { tone: "active", word: "Sending" },
  retrying: { tone: "warn", word: "Retrying" },
  delivered: { tone: "ok", word: "Delivered" },
  failed: { tone: "bad", word: "Failed" },
  cancelled: { tone: "off", word: "Cancelled" },
  held: { tone: "paused", word: "Held" },
};

export function DeliveryStatusBadge({ status }: { status: DeliveryStatus }) {
  const { tone, word } = DELIVERY_STATUS_WORDS[status];
  return <Badge tone={tone}>{word}</Badge>;
}
