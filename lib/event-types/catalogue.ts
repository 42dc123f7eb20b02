/** What a new workspace's catalogue begins with. `WEBHOOK_EVENTS` and the event reference are made of the same list. */
export type CatalogueEntry = { name: string; description: string; schema: object; example: object };

const text = { type: "string" };
const id = { type: ["string", "integer"] };
const time = { type: "string", format: "date-time" };
const count = { type: "integer", minimum: 0 };
const amount = { type: "number" };

// Senders differ in how much they tell: known fields have their type, none is required, others are welcome.
const fields = (properties: Record<string, object>) => ({ type: "object", properties, additionalProperties: true });

const project = fields({
  id,
  name: text,
  description: { type: ["string", "null"] },
  createdAt: time,
  updatedAt: time,
  deletedAt: time,
});
const session = fields({
  id,
  title: text,
  projectId: id,
  startedAt: time,
  endedAt: time,
  durationMs: count,
  reason: text,
});
const message = fields({ id, sessionId: id, role: text, text, sentAt: time });
const recording = fields({ id, sessionId: id, url: text, durationMs: count, bytes: count, error: text });
const agent = fields({ id, name: text, version: text, status: text, previousStatus: text, at: time });
const subscription = fields({
  id,
  plan: text,
  previousPlan: text,
  status: text,
  currentPeriodEnd: time,
  cancelledAt: time,
});
const payment = fields({ id, amount, currency: text, subscriptionId: id, failureReason: text, attemptedAt: time });
const quota = fields({ usedBytes: count, limitBytes: count, usedFraction: { type: "number", minimum: 0 } });
const user = fields({
  id,
  email: text,
  name: { type: ["string", "null"] },
  changed: { type: "array", items: text },
  deletedAt: time,
});

const at = "2026-11-23T12:00:00.000Z";
const later = "2026-11-23T12:42:00.000Z";

const entries = {
  PROJECT_CREATED: {
    name: "project.created",
    description: "A project was created",
    schema: project,
    example: { id: "prj_4711", name: "Test Project", createdAt: at },
  },
  PROJECT_UPDATED: {
    name: "project.updated",
    description: "A project was modified",
    schema: project,
    example: { id: "prj_4711", name: "Renamed", updatedAt: later },
  },
  PROJECT_DELETED: {
    name: "project.deleted",
    description: "A project was removed",
    schema: project,
    example: { id: "prj_4711", name: "Renamed", deletedAt: later },
  },
  SESSION_STARTED: {
    name: "session.started",
    description: "A session began",
    schema: session,
    example: { id: "ses_1", title: "Fix the build", projectId: "prj_4711", startedAt: at },
  },
  SESSION_ENDED: {
    name: "session.ended",
    description: "A session ended",
    schema: session,
    example: { id: "ses_1", title: "Fix the build", endedAt: later, durationMs: 2_520_000, reason: "completed" },
  },
  SESSION_MESSAGE: {
    name: "session.message",
    description: "A message was sent in a session",
    schema: message,
    example: { id: "msg_9", sessionId: "ses_1", role: "user", text: "Run the tests again.", sentAt: at },
  },
  SESSION_PAUSED: {
    name: "session.paused",
    description: "A session was paused",
    schema: session,
    example: { id: "ses_1", title: "Fix the build", reason: "idle" },
  },
  SESSION_RESUMED: {
    name: "session.resumed",
    description: "A paused session goes on",
    schema: session,
    example: { id: "ses_1", title: "Fix the build" },
  },
  RECORDING_COMPLETED: {
    name: "recording.completed",
    description: "A recording is ready",
    schema: recording,
    example: {
      id: "rec_3",
      sessionId: "ses_1",
      url: "https://files.example.com/rec_3.mp4",
      durationMs: 2_520_000,
      bytes: 48_211_004,
    },
  },
  RECORDING_FAILED: {
    name: "recording.failed",
    description: "A recording could not be made",
    schema: recording,
    example: { id: "rec_4", sessionId: "ses_1", error: "The encoder ran out of disk space." },
  },
  AGENT_CONNECTED: {
    name: "agent.connected",
    description: "An agent came online",
    schema: agent,
    example: { id: "agt_7", name: "build-box", version: "2.4.1", at },
  },
  AGENT_DISCONNECTED: {
    name: "agent.disconnected",
    description: "An agent went offline",
    schema: agent,
    example: { id: "agt_7", name: "build-box", at: later },
  },
  AGENT_STATUS_CHANGED: {
    name: "agent.status_changed",
    description: "An agent's status changed",
    schema: agent,
    example: { id: "agt_7", name: "build-box", previousStatus: "idle", status: "busy", at },
  },
  SUBSCRIPTION_CREATED: {
    name: "subscription.created",
    description: "A subscription began",
    schema: subscription,
    example: { id: "sub_5", plan: "team", status: "active", currentPeriodEnd: "2026-12-23T12:00:00.000Z" },
  },
  SUBSCRIPTION_UPDATED: {
    name: "subscription.updated",
    description: "A subscription was modified",
    schema: subscription,
    example: { id: "sub_5", previousPlan: "team", plan: "business", status: "active" },
  },
  SUBSCRIPTION_CANCELLED: {
    name: "subscription.cancelled",
    description: "A subscription ended",
    schema: subscription,
    example: { id: "sub_5", plan: "business", status: "cancelled", cancelledAt: later },
  },
  PAYMENT_SUCCEEDED: {
    name: "payment.succeeded",
    description: "A payment went through",
    schema: payment,
    example: { id: "pay_8", amount: 49.9, currency: "EUR", subscriptionId: "sub_5", attemptedAt: at },
  },
  PAYMENT_FAILED: {
    name: "payment.failed",
    description: "A payment did not go through",
    schema: payment,
    example: { id: "pay_9", amount: 49.9, currency: "EUR", failureReason: "card_declined", attemptedAt: at },
  },
  STORAGE_QUOTA_WARNING: {
    name: "storage.quota_warning",
    description: "Storage comes close to its limit",
    schema: quota,
    example: { usedBytes: 9_200_000_000, limitBytes: 10_000_000_000, usedFraction: 0.92 },
  },
  STORAGE_QUOTA_EXCEEDED: {
    name: "storage.quota_exceeded",
    description: "Storage is over its limit",
    schema: quota,
    example: { usedBytes: 10_400_000_000, limitBytes: 10_000_000_000, usedFraction: 1.04 },
  },
  USER_CREATED: {
    name: "user.created",
    description: "A user signed up",
    schema: user,
    example: { id: "usr_2", email: "ada@example.com", name: "Ada" },
  },
  USER_UPDATED: {
    name: "user.updated",
    description: "A user's profile changed",
    schema: user,
    example: { id: "usr_2", email: "ada@example.com", name: "Ada L.", changed: ["name"] },
  },
  USER_DELETED: {
    name: "user.deleted",
    description: "A user was removed",
    schema: user,
    example: { id: "usr_2", email: "ada@example.com", deletedAt: later },
  },
} as const satisfies Record<string, CatalogueEntry>;

type Entries = typeof entries;

/** The types by name, as senders write them: `WEBHOOK_EVENTS.PROJECT_CREATED`. */
export const WEBHOOK_EVENTS = Object.fromEntries(Object.entries(entries).map(([key, { name }]) => [key, name])) as {
  [Key in keyof Entries]: Entries[Key]["name"];
};
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[keyof typeof WEBHOOK_EVENTS];

export const EVENT_CATALOGUE: readonly CatalogueEntry[] = Object.values(entries);
