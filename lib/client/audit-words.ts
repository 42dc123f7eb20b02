/** What each action of the audit log is called by people: what somebody did. */
const WORDS: Record<string, string> = {
  "access.refused": "Was refused access",
  "api_key.created": "Created an API key",
  "api_key.revoked": "Revoked an API key",
  "api_key.rolled": "Rolled an API key",
  "bulk_job.cancelled": "Cancelled a bulk job",
  "deliveries.bulk_cancelled": "Cancelled deliveries in bulk",
  "deliveries.bulk_retried": "Resent deliveries in bulk",
  "delivery.cancelled": "Cancelled a delivery",
  "delivery.retried": "Resent a delivery",
  "event.replayed": "Replayed an event",
  "event_type.created": "Created an event type",
  "event_type.deleted": "Deleted an event type",
  "event_type.updated": "Changed an event type",
  "inbox.created": "Created an inbox",
  "inbox.deleted": "Deleted an inbox",
  "inbox.updated": "Changed an inbox",
  "invitation.accepted": "Accepted an invitation",
  "invitation.created": "Invited somebody",
  "invitation.resent": "Made a new link for an invitation",
  "invitation.revoked": "Revoked an invitation",
  "member.left": "Left the workspace",
  "member.removed": "Removed a member",
  "member.role_changed": "Changed a member’s role",
  "project.created": "Created a project",
  "project.deleted": "Deleted a project",
  "project.updated": "Changed a project",
  "queue.paused": "Paused all deliveries",
  "queue.resumed": "Resumed all deliveries",
  "user.other_sessions_ended": "Ended their other sessions",
  "user.password_changed": "Changed their password",
  "user.session_ended": "Ended a session of theirs",
  "user.sign_in_failed": "Failed to sign in",
  "user.signed_in": "Signed in",
  "user.signed_out_everywhere": "Signed out everywhere",
  "user.signed_up": "Made an account",
  "user.updated": "Changed their name",
  "webhook.created": "Created an endpoint",
  "webhook.deleted": "Deleted an endpoint",
  "webhook.disabled": "Disabled an endpoint",
  "webhook.enabled": "Enabled an endpoint",
  "webhook.paused": "Paused an endpoint",
  "webhook.previous_secret_expired": "Ended a secret’s overlap",
  "webhook.resumed": "Resumed an endpoint",
  "webhook.secret_revealed": "Revealed a secret",
  "webhook.secret_rotated": "Rotated a secret",
  "webhook.tested": "Sent a test event",
  "webhook.updated": "Changed an endpoint",
  "webhook.url_checked": "Checked a URL",
  "workspace.created": "Created the workspace",
  "workspace.updated": "Changed the workspace’s settings",
};

const NOUNS: Record<string, string> = {
  access: "Access",
  api_key: "API keys",
  bulk_job: "Bulk jobs",
  deliveries: "Deliveries in bulk",
  delivery: "Deliveries",
  event: "Events",
  event_type: "Event types",
  inbox: "Inboxes",
  invitation: "Invitations",
  member: "Members",
  project: "Projects",
  queue: "Queue",
  user: "Accounts",
  webhook: "Endpoints",
  workspace: "Workspace",
};

/** @returns what was done, in words; an action that is not known yet as it is written. */
export function actionInWords(action: string): string {
  return WORDS[action] ?? action;
}

/** @returns the actions that can be chosen, by what they are about. */
export function actionGroups(): { noun: string; label: string; actions: { action: string; label: string }[] }[] {
  return Object.entries(NOUNS).map(([noun, label]) => ({
    noun,
    label,
    actions: Object.entries(WORDS)
      .filter(([action]) => action.startsWith(`${noun}.`))
      .map(([action, words]) => ({ action, label: words })),
  }));
}

/** @returns a value of a difference as it is read: text bare, lists and objects as JSON, nothing as a word. */
export function valueInWords(value: unknown): string {
  if (value === null || value === undefined) return "not set";
  if (typeof value === "string") return value === "" ? "empty" : value;
  if (Array.isArray(value) && value.length === 0) return "none";
  return JSON.stringify(value);
}
