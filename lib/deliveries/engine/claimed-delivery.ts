import type { DeliveryState } from "@/lib/stats";

export type AttemptTrigger = "schedule" | "manual";

/** A webhook as it was when its deliveries were claimed. */
export type ClaimedWebhook = {
  id: string;
  workspaceId: string;
  /** The project it is bound to. */
  projectId: string | null;
  url: string;
  timeoutMs: number;
  /** Empty is the default schedule. */
  retryScheduleMs: readonly number[];
  headersEncrypted: string | null;
  secretEncrypted: string;
  previousSecretEncrypted: string | null;
  previousSecretExpiresAtMs: number | null;
};

/** One delivery that this worker holds the lease of, with all it takes to send it. */
export type ClaimedDelivery = {
  deliveryId: string;
  trigger: AttemptTrigger;
  lease: number;
  /** When the lease was taken, by this process's steady clock. */
  claimedAtMs: number;
  webhook: ClaimedWebhook;
  eventId: string;
  eventType: string;
  body: Buffer;
  state: DeliveryState;
  attemptCount: number;
  scheduleStep: number;
  /** When the delivery was created and when it became due, by the database's clock. */
  createdAtMs: number;
  plannedForMs: number;
  actor: string | null;
  bulkJobId: string | null;
  isProbe: boolean;
};
