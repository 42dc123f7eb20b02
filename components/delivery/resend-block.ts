import type { DeliveryDetail } from "@/lib/deliveries/schemas";

/** @returns why a delivery cannot be sent again, as a sentence; null when it can. */
export function resendBlock({ body, webhookStatus, planned, retentionDays }: DeliveryDetail): string | null {
  if (body === null)
    return `The payload was deleted after ${retentionDays} ${retentionDays === 1 ? "day" : "days"}, so it cannot be sent again.`;
  if (webhookStatus === "deleted") return "The endpoint was deleted. Send the event to another one.";
  if (webhookStatus === "disabled") return "The endpoint is disabled. Enable it, then resend.";
  if (planned.some(({ trigger }) => trigger === "manual")) return "A resend is under way already.";
  return null;
}
