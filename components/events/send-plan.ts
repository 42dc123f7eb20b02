import type { Subscriber } from "@/lib/events/schemas";

export type Plan = { subscriber: Subscriber; fate: "called" | "held" | "skipped"; why?: string };

/** @returns what would become of an event at each endpoint that subscribes to its type, those that get it first. */
export function planSend(subscribers: readonly Subscriber[], projectId: string | undefined): Plan[] {
  const plans = subscribers.map((subscriber): Plan => {
    if (subscriber.projectId !== null && subscriber.projectId !== projectId)
      return { subscriber, fate: "skipped", why: "It gets another project's events only." };
    if (subscriber.status === "disabled") return { subscriber, fate: "skipped", why: "It is disabled." };
    if (subscriber.status === "paused")
      return { subscriber, fate: "held", why: "It is paused: the delivery waits until it is resumed." };
    return { subscriber, fate: "called" };
  });
  const order = { called: 0, held: 1, skipped: 2 };
  return plans.toSorted((a, b) => order[a.fate] - order[b.fate]);
}
