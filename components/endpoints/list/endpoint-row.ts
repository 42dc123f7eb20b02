import type { WebhookFiguresAnswer } from "@/lib/client/stats";
import type { Webhook } from "@/lib/webhooks/schemas";

export type Figures = WebhookFiguresAnswer["data"][number];
export type Spark = { from: string; to: string; bucketMs: number };

/** An endpoint with its figures; they come after it, so they may be missing. */
export type EndpointRow = { webhook: Webhook; figures: Figures | undefined };

/** @returns what waits for an endpoint in all: due, in flight, awaiting a retry, held. */
export function waitingOf({ figures }: EndpointRow): number | null {
  return figures === undefined ? null : figures.waiting + figures.active + figures.delayed + figures.held;
}

/** @returns the values that the list is sorted by. */
export function sortValuesOf(row: EndpointRow) {
  const { webhook, figures } = row;
  return {
    name: webhook.name.toLowerCase(),
    success: figures?.successRate ?? null,
    p95: figures?.p95Ms ?? null,
    last: webhook.lastDelivery?.at ?? null,
    waiting: waitingOf(row),
    created: webhook.id,
  };
}
