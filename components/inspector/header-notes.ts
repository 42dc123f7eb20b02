import { MASKED_VALUE } from "@/lib/webhooks/constants";

const NOTES: Record<string, string> = {
  "webhook-id": "Id of the event. The same on every attempt: receivers recognise repeats by it.",
  "webhook-timestamp": "When this attempt was signed, in Unix seconds. Fresh on every attempt.",
  "webhook-signature":
    "Version v1: base64 of HMAC-SHA256 over id.timestamp.body, by the Standard Webhooks specification.",
  "x-webhook-id": "Id of the event, the same as webhook-id.",
  "x-webhook-event": "Type of the event.",
  "x-webhook-delivery": "Id of this delivery.",
  "x-webhook-attempt": "Number of this attempt.",
  "x-webhook-timestamp": "When this attempt was signed, in Unix seconds.",
  "x-webhook-signature": "Hex of HMAC-SHA256 over timestamp.body.",
  "x-webhook-signature-previous": "The same with the previous secret, while a rotation overlaps.",
  "retry-after": "The receiver asks to wait. Kept to after 429 and 503, up to 24 hours.",
  location: "Where the receiver says to go. Redirects are not followed.",
};

/** @returns what a header means here, undefined for those that need no word. */
export function noteOf(name: string, value: string): string | undefined {
  if (value === MASKED_VALUE) return "Hidden. The real value was sent, and is stored encrypted only.";
  const lower = name.toLowerCase();
  const note = NOTES[lower];
  const signatures = lower === "webhook-signature" ? value.split(" ").length : 1;
  return signatures > 1 ? `${note} ${signatures} signatures: a rotation overlaps.` : note;
}
