import type { Attempt, DeliveryDetail } from "@/lib/deliveries/schemas";

type Planned = DeliveryDetail["planned"][number];

export type TimelineItem = { key: string; atMs: number | null } & (
  | { type: "accepted"; idempotencyKey: string | null }
  | { type: "created" }
  | { type: "earlier"; count: number }
  | { type: "attempt"; attempt: Attempt }
  | { type: "sending"; plan: Planned; number: number }
  | { type: "waiting"; plan: Planned; number: number }
  | { type: "ended"; ending: "delivered" | "exhausted" | "given_up" | "cancelled" }
);

/** @returns what became of a delivery, in order of time, up to what is still to come. */
export function timelineOf(delivery: DeliveryDetail): TimelineItem[] {
  const { event, attempts, planned, attemptCount, createdAt } = delivery;
  const items: TimelineItem[] = [];
  if (event !== null)
    items.push({ key: "accepted", atMs: at(event.acceptedAt), type: "accepted", idempotencyKey: event.idempotencyKey });
  items.push({ key: "created", atMs: at(createdAt), type: "created" });
  const earlier = attemptCount - attempts.length;
  if (earlier > 0) items.push({ key: "earlier", atMs: null, type: "earlier", count: earlier });
  const past: TimelineItem[] = attempts.map((attempt) => ({
    key: attempt.id,
    atMs: at(attempt.startedAt) + attempt.totalMs,
    type: "attempt",
    attempt,
  }));
  const ended = endOf(delivery);
  // What a person sends again after the end stands behind it.
  if (ended !== null) past.push(ended);
  items.push(...past.sort((a, b) => (a.atMs ?? 0) - (b.atMs ?? 0)));
  const coming = [...planned].sort(
    (a, b) => Number(b.isSending) - Number(a.isSending) || at(a.plannedFor) - at(b.plannedFor),
  );
  for (const [index, plan] of coming.entries()) {
    const number = attemptCount + index + 1;
    items.push({
      key: plan.trigger,
      atMs: at(plan.plannedFor),
      type: plan.isSending ? "sending" : "waiting",
      plan,
      number,
    });
  }
  return items;
}

function endOf({ completedAt, status, lastCause, schedule, attempts }: DeliveryDetail): TimelineItem | null {
  if (completedAt === null) return null;
  const isDelivered = status === "delivered" || attempts.some(({ ok }) => ok);
  const isUsedUp = schedule.made > schedule.delaysMs.length;
  const ending = isDelivered
    ? "delivered"
    : status === "cancelled" || lastCause === "cancelled"
      ? "cancelled"
      : isUsedUp
        ? "exhausted"
        : "given_up";
  return { key: "ended", atMs: at(completedAt), type: "ended", ending };
}

function at(iso: string): number {
  return Date.parse(iso);
}

const GAP_PX_MIN = 12;
const GAP_PX_MAX = 64;

/** @returns how far apart two items stand: by the logarithm of the time between them, from a second to a day. */
export function gapPx(gapMs: number): number {
  const seconds = Math.max(0, gapMs) / 1_000;
  const share = Math.log10(1 + seconds) / Math.log10(1 + 86_400);
  return Math.round(GAP_PX_MIN + Math.min(1, share) * (GAP_PX_MAX - GAP_PX_MIN));
}
