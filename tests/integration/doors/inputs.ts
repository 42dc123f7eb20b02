import type { Nameable } from "./estate";

/** A good call: what it says besides the ids in its path, which the matrix finds by itself. */
export type GoodInput = {
  query?: string;
  body?: unknown;
  /** State of the row in the path, where the call asks for one. */
  status?: string;
  /** Statement that brings back the state in which the call is good. */
  before?: string;
  /** Ids that the body may name, with where they stand. */
  bodyIds?: Record<string, Nameable>;
  /** Body field without which there is no good call, and the row that it names. */
  bodyNeeds?: { field: string; kind: Nameable };
};

const filterIds = { "filter.webhookId": "webhook", "filter.eventId": "event", "filter.id": "delivery" } as const;
const moreFilterIds = { "filter.projectId": "project", "filter.job": "bulkJob" } as const;

/** One entry an operation, also where there is nothing to say: so that nobody forgets a new one. */
export const GOOD_INPUTS: Record<string, (unique: string) => GoodInput> = {
  listWebhooks: () => ({}),
  createWebhook: () => ({
    body: { name: "Own", url: "http://127.0.0.1:59999/own", events: ["*"] },
    bodyIds: { projectId: "project" },
  }),
  getWebhook: () => ({}),
  updateWebhook: () => ({ body: { name: "Own" }, bodyIds: { projectId: "project" } }),
  deleteWebhook: () => ({}),
  checkWebhookUrl: () => ({ body: { url: "http://127.0.0.1:59999/own", timeoutMs: 1_000 } }),
  countSkippedEvents: () => ({}),
  testWebhook: () => ({ body: { eventType: "project.created", data: {} } }),
  listDeliveriesOfWebhook: () => ({}),
  getWebhookSecret: () => ({}),
  rotateWebhookSecret: () => ({}),
  expirePreviousSecret: () => ({}),
  pauseWebhook: () => ({}),
  resumeWebhook: () => ({ status: "paused" }),
  enableWebhook: () => ({ status: "disabled" }),
  getQueueStats: () => ({}),
  retryFailed: () => ({ body: { eventType: "none.such" }, bodyIds: { webhookId: "webhook" } }),
  getQueueWorkers: () => ({}),
  getQueueSchedule: () => ({}),
  pauseQueue: () => ({ body: { reason: "Own" }, before: "DELETE FROM delivery_pauses" }),
  resumeQueue: () => ({}),
  acceptEvent: () => ({ body: { type: "project.created", data: {} }, bodyIds: { projectId: "project" } }),
  acceptBatch: () => ({
    body: { events: [{ type: "project.created", data: {} }] },
    bodyIds: { "events.0.projectId": "project" },
  }),
  listEvents: () => ({}),
  getEvent: () => ({}),
  replayEvent: () => ({ bodyIds: { webhookId: "webhook" } }),
  listDeliveries: () => ({}),
  getDelivery: () => ({}),
  getDeliveryNeighbours: () => ({}),
  retryDelivery: () => ({}),
  cancelDelivery: () => ({ status: "pending" }),
  bulkRetry: () => ({ body: { filter: { eventType: "none.such" } }, bodyIds: { ...filterIds, ...moreFilterIds } }),
  bulkCancel: () => ({ body: { filter: { eventType: "none.such" } }, bodyIds: { ...filterIds, ...moreFilterIds } }),
  summariseDeliveries: () => ({}),
  exportDeliveries: () => ({ query: "format=ndjson" }),
  listBulkJobs: () => ({}),
  getBulkJob: () => ({}),
  cancelBulkJob: () => ({}),
  listProjects: () => ({}),
  createProject: () => ({ body: { name: "Own" } }),
  getProject: () => ({}),
  updateProject: () => ({ body: { name: "Own" } }),
  deleteProject: () => ({}),
  getWebhookStats: () => ({}),
  getOverview: () => ({}),
  getTimeseries: () => ({}),
  listWebhookFigures: () => ({}),
  listEventTypeFigures: () => ({}),
  getOnboarding: () => ({}),
  listEventTypes: () => ({}),
  createEventType: (unique) => ({ body: { name: `own.${unique}` } }),
  getEventType: () => ({}),
  updateEventType: () => ({ body: { description: "Own" } }),
  deleteEventType: () => ({}),
  listSubscribers: () => ({}),
  listApiKeys: () => ({}),
  createApiKey: () => ({ body: { name: "Own", scopes: ["projects:read"] } }),
  revokeApiKey: () => ({}),
  rollApiKey: () => ({}),
  listAuditLog: () => ({}),
  exportAuditLog: () => ({ query: "format=ndjson" }),
  createInvitation: (unique) => ({ body: { email: `${unique}@example.com`, role: "viewer" } }),
  listInvitations: () => ({}),
  resendInvitation: () => ({}),
  revokeInvitation: () => ({}),
  acceptInvitation: () => ({ body: {}, bodyNeeds: { field: "token", kind: "invitationToken" } }),
  listMembers: () => ({}),
  changeRole: () => ({ body: { role: "viewer" } }),
  removeMember: () => ({}),
  signUp: (unique) => ({ body: { email: `${unique}@example.com`, name: "Own", password: "correct horse battery" } }),
  getProfile: () => ({}),
  updateProfile: () => ({ body: { name: "Own" } }),
  changePassword: () => ({ body: { newPassword: "staple battery horse" } }),
  signOutEverywhere: () => ({}),
  listSessions: () => ({}),
  endOtherSessions: () => ({}),
  endSession: () => ({}),
  listWorkspaces: () => ({}),
  createWorkspace: () => ({ body: { name: "Own" } }),
  getWorkspace: () => ({}),
  updateWorkspace: () => ({ body: { retentionDays: 30 } }),
  createInbox: () => ({ body: { name: "Own" } }),
  listInboxes: () => ({}),
  getInbox: () => ({}),
  updateInbox: () => ({ body: { name: "Own" } }),
  deleteInbox: () => ({}),
  listInboxRequests: () => ({}),
  clearInbox: () => ({}),
  getInboxRequest: () => ({}),
  getLiveness: () => ({}),
  getReadiness: () => ({}),
  getMetrics: () => ({}),
  getOpenApi: () => ({}),
  openStream: () => ({}),
};
