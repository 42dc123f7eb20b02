import type { FanOut } from "./schemas";
import { isSubscribed } from "./subscription";

export type FanOutWebhook = {
  id: string;
  name: string;
  url: string;
  status: "active" | "paused" | "disabled";
  events: string[];
  projectId: string | null;
  createdAt: Date;
  deletedAt: Date | null;
  deliveries: FanOut["deliveries"];
};

type FanOutEvent = {
  type: string;
  projectId: string | null;
  test: boolean;
  createdAt: Date;
  skipped: { webhookId: string; reason: string }[] | null;
};

const EXPLANATIONS: Record<NonNullable<FanOut["reason"]>, string> = {
  not_subscribed: "Its list of events does not contain this type.",
  other_project: "It is bound to another project than the event's.",
  disabled: "It was disabled when the event came in.",
  created_later: "It was created after the event came in.",
  deleted: "It was deleted.",
  changed_later: "It would be called today, but was not subscribed, or bound otherwise, when the event came in.",
  test_of_another: "The event was a test of one webhook only.",
};

/** @returns whether a webhook was called for an event, and if not, why: as recorded then, else as its settings tell now. */
export function explainFanOut(event: FanOutEvent, webhook: FanOutWebhook): FanOut {
  const { id: webhookId, name, url, deliveries } = webhook;
  const reason = deliveries.length > 0 ? null : reasonNotCalled(event, webhook);
  return {
    webhookId,
    name,
    url,
    status: webhook.deletedAt === null ? webhook.status : "deleted",
    called: reason === null,
    reason,
    explanation: reason === null ? null : EXPLANATIONS[reason],
    deliveries,
  };
}

function reasonNotCalled(event: FanOutEvent, webhook: FanOutWebhook): NonNullable<FanOut["reason"]> {
  if (event.skipped?.some(({ webhookId }) => webhookId === webhook.id)) return "disabled";
  if (webhook.createdAt > event.createdAt) return "created_later";
  if (event.test) return "test_of_another";
  if (!isSubscribed(webhook.events, event.type)) return "not_subscribed";
  if (webhook.projectId !== null && webhook.projectId !== event.projectId) return "other_project";
  return webhook.deletedAt === null ? "changed_later" : "deleted";
}
