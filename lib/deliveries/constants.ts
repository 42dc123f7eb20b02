// Apart from the schemas: pages that need no schema load these words alone.

export const DELIVERY_STATUSES = [
  "pending",
  "sending",
  "retrying",
  "delivered",
  "failed",
  "cancelled",
  "held",
] as const;

export const DELIVERY_TRIGGERS = ["event", "test", "replay", "manual"] as const;

/** What a bulk retry may leave out although it matches. */
export const BULK_EXCLUDABLE = ["delivered", "waiting", "webhook_paused"] as const;
export type BulkExcludable = (typeof BULK_EXCLUDABLE)[number];
