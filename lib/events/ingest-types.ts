import type { FieldError } from "@/lib/core/errors";

/** One event as it came in. */
export type IncomingEvent = {
  type: string;
  /** The caller's data, as he wrote it. */
  dataText: string;
  /** What `dataText` says, where it was read already: a schema is checked against it, and nothing else. */
  data?: unknown;
  projectId?: string | null;
  /** When it happened, ISO 8601; now unless told. */
  occurredAt?: string | null;
  /** When it came in, for history that is brought in; by the database's clock unless told. */
  acceptedAtMs?: number;
  /** Its own key: at most one event a workspace and key within 24 h. */
  idempotencyKey?: string | null;
};

/** Events that are accepted together or not at all. */
export type IngestRequest = {
  workspaceId: string;
  events: readonly IncomingEvent[];
  requestId?: string | null;
  /** A key for all events of the request together. */
  key?: { key: string; operation: string; hash: string };
  /** Where event n stands in the caller's input, in front of a field's name: "" or "events.n.". */
  pathOf?: (index: number) => string;
  /** Posthorn's own report about a webhook, which callers may not send. */
  operational?: boolean;
  /** Called when all of the answer is an earlier one, by its keys. */
  replayed?: () => void;
};

/** What the caller learns about each event. */
export type AcceptedEvent = { id: string; type: string; deliveries: number };

export type AcceptedRequest = {
  events: AcceptedEvent[];
  /** Webhooks with new work, to ring after the commit. */
  ringWebhookIds: string[];
  /** What was created, in the order of events; empty when a key replayed an earlier answer. */
  created: PlannedEvent[];
};

export type PlannedDelivery = { id: string; webhookId: string; webhookProjectId: string | null; paused: boolean };

/** An event ready to be written, with all its deliveries. */
export type PlannedEvent = {
  id: string;
  workspaceId: string;
  projectId: string | null;
  type: string;
  body: string;
  occurredAt: string;
  test: boolean;
  idempotencyKey: string | null;
  requestId: string | null;
  acceptedAtMs?: number;
  deliveries: PlannedDelivery[];
  skipped: { webhookId: string; reason: "disabled" }[];
};

/** Either all events of a request, or why it is refused. */
export type PlannedRequest =
  | { outcome: "planned"; events: PlannedEvent[] }
  | { outcome: "refused"; errors: PlanError[] };

/** `unknownType` is the name that is in no catalogue, so that near ones can be proposed. */
export type PlanError = FieldError & { unknownType?: string };
