import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { allOperations } from "@/lib/http/operations";
import { type Api, type Reply, startApi } from "@/tests/harness/api";
import { newPerson, type Person, signInAs } from "@/tests/harness/person";

/** Calls that change no setting: what they do is in the log of events and deliveries, or nothing is left of it. */
const NO_SETTING = [
  "acceptBatch",
  "acceptEvent",
  "replayEvent",
  "bulkCancel",
  "bulkRetry",
  "cancelBulkJob",
  "cancelDelivery",
  "retryDelivery",
  "retryFailed",
  "checkWebhookUrl",
  "testWebhook",
  "clearInbox",
];

type Entry = { action: string; actorId: string | null; diff: Record<string, [unknown, unknown]> | null };

let api: Api;
let owner: Person;
beforeAll(async () => {
  api = await startApi();
  owner = await newPerson(api, "Ada");
});
afterAll(() => api.close());

const walked = new Set<string>();

/** Makes a call and asserts that it left one entry with its actor. @returns the answer's body, and what changed. */
async function walk(
  operationId: string,
  action: string,
  target: string,
  body?: object,
  { as = owner, cookie = as.cookie }: { as?: Person; cookie?: string } = {},
): Promise<{ body: Record<string, unknown>; diff: Entry["diff"] }> {
  const operation = allOperations.find(({ id }) => id === operationId);
  if (operation === undefined) throw new Error(`There is no call ${operationId}.`);
  walked.add(operationId);
  const entries = async () =>
    api.runtime.database.sql<Entry>(
      `SELECT action, actor_id AS "actorId", diff FROM audit_entries WHERE action = $1 ORDER BY id`,
      [action],
    );
  const before = (await entries()).length;
  const reply: Reply = await as.call(operation.method, target, { body, headers: { Cookie: cookie } });
  expect({ operationId, status: reply.status, text: reply.text }).toMatchObject({ status: operation.status });
  const added = (await entries()).slice(before);
  expect({ operationId, added: added.map(({ actorId }) => actorId) }).toEqual({ operationId, added: [as.id] });
  return { body: reply.body, diff: added[0]?.diff ?? null };
}

describe("every change of a setting is on record with its actor and what is different", () => {
  it("of the workspace and its deliveries", async () => {
    const named = await walk("updateWorkspace", "workspace.updated", "/api/workspaces/current", { name: "Rockets" });
    expect(named.diff).toEqual({ name: ["Ada’s workspace", "Rockets"] });
    const defaults = { defaults: { timeoutMs: 5_000 }, retentionDays: 7 };
    const { diff } = await walk("updateWorkspace", "workspace.updated", "/api/workspaces/current", defaults);
    expect(diff).toEqual({ retentionDays: [30, 7], "defaults.timeoutMs": [null, 5_000] });
    const paused = await walk("pauseQueue", "queue.paused", "/api/webhooks/queue/pause", { reason: "Moving house" });
    expect(paused.diff).toEqual({ reason: [null, "Moving house"] });
    await walk("resumeQueue", "queue.resumed", "/api/webhooks/queue/resume");
    await walk("createWorkspace", "workspace.created", "/api/workspaces", { name: "Second" });
  });

  it("of endpoints and their secrets", async () => {
    const input = { name: "CRM", url: "https://example.com/hook", events: ["*"], headers: { "X-Api-Key": "hidden" } };
    const { body, diff } = await walk("createWebhook", "webhook.created", "/api/webhooks", input);
    expect(diff).toMatchObject({ name: [null, "CRM"], headers: [null, ["X-Api-Key"]] });
    const path = `/api/webhooks/${String(body.id)}`;
    const changed = await walk("updateWebhook", "webhook.updated", path, { rateLimit: 5, name: "CRM 2" });
    expect(changed.diff).toEqual({ name: ["CRM", "CRM 2"], rateLimit: [null, 5] });
    const status = await walk("pauseWebhook", "webhook.paused", `${path}/pause`);
    expect(status.diff).toMatchObject({ status: ["active", "paused"] });
    await walk("resumeWebhook", "webhook.resumed", `${path}/resume`);
    await owner.call("PATCH", path, { body: { active: false } });
    await walk("enableWebhook", "webhook.enabled", `${path}/enable`);
    await walk("rotateWebhookSecret", "webhook.secret_rotated", `${path}/rotate-secret`, { gracePeriodSeconds: 60 });
    await walk("expirePreviousSecret", "webhook.previous_secret_expired", `${path}/expire-previous-secret`);
    await walk("deleteWebhook", "webhook.deleted", path);
  });

  it("of projects, event types and inboxes", async () => {
    const project = await walk("createProject", "project.created", "/api/projects", { name: "Apollo" });
    const projectPath = `/api/projects/${String(project.body.id)}`;
    const renamed = await walk("updateProject", "project.updated", projectPath, { name: "Gemini" });
    expect(renamed.diff).toEqual({ name: ["Apollo", "Gemini"] });
    await walk("deleteProject", "project.deleted", projectPath);

    const type = { name: "rocket.launched", description: "One" };
    await walk("createEventType", "event_type.created", "/api/event-types", type);
    const typePath = "/api/event-types/rocket.launched";
    const described = await walk("updateEventType", "event_type.updated", typePath, { description: "Two" });
    expect(described.diff).toEqual({ description: ["One", "Two"] });
    await walk("deleteEventType", "event_type.deleted", typePath);

    const inbox = await walk("createInbox", "inbox.created", "/api/inboxes", { name: "Trial" });
    const inboxPath = `/api/inboxes/${String(inbox.body.id)}`;
    const moved = await walk("updateInbox", "inbox.updated", inboxPath, { name: "Trial 2" });
    expect(moved.diff).toEqual({ name: ["Trial", "Trial 2"] });
    expect(JSON.stringify(inbox.diff)).not.toContain(String(inbox.body.url).split("/").at(-1));
    await walk("deleteInbox", "inbox.deleted", inboxPath);
  });

  it("of API keys", async () => {
    const input = { name: "CI", scopes: ["events:write"] };
    const { body, diff } = await walk("createApiKey", "api_key.created", "/api/api-keys", input);
    expect(diff).toMatchObject({ name: [null, "CI"] });
    const rolled = await walk("rollApiKey", "api_key.rolled", `/api/api-keys/${String(body.id)}/roll`, {
      overlapSeconds: 60,
    });
    await walk("revokeApiKey", "api_key.revoked", `/api/api-keys/${String(rolled.body.id)}`);
    const log = JSON.stringify(await api.runtime.database.sql("SELECT diff FROM audit_entries"));
    for (const key of [body.key, rolled.body.key]) expect(log).not.toContain(String(key).slice(16));
  });

  it("of members and invitations", async () => {
    const guest = await newPerson(api, "Grace");
    const invitation = { email: guest.email, role: "viewer" };
    const first = await walk("createInvitation", "invitation.created", "/api/invitations", invitation);
    expect(first.diff).toMatchObject({ role: [null, "viewer"] });
    const path = `/api/invitations/${String(first.body.id)}`;
    await walk("revokeInvitation", "invitation.revoked", path);
    const second = await owner.call("POST", "/api/invitations", { body: invitation });
    const again = `/api/invitations/${String(second.body.id)}`;
    const resent = await walk("resendInvitation", "invitation.resent", `${again}/resend`);
    const token = String(resent.body.url).split("/").at(-1);
    await walk("acceptInvitation", "invitation.accepted", "/api/invitations/accept", { token }, { as: guest });
    const members = await owner.call("GET", "/api/members");
    const member = (members.body.data as { id: string; userId: string }[]).find(({ userId }) => userId === guest.id);
    const memberPath = `/api/members/${String(member?.id)}`;
    const promoted = await walk("changeRole", "member.role_changed", memberPath, { role: "admin" });
    expect(promoted.diff).toEqual({ role: ["viewer", "admin"] });
    await walk("removeMember", "member.removed", memberPath);
  });

  it("of the account", async () => {
    const person = await newPerson(api, "Mary");
    const as = { as: person };
    const renamed = await walk("updateProfile", "user.updated", "/api/users/me", { name: "Mary S." }, as);
    expect(renamed.diff).toEqual({ name: ["Mary", "Mary S."] });
    await signInAs(api, person.id);
    const sessions = await person.call("GET", "/api/users/me/sessions");
    const other = (sessions.body.data as { id: string; current: boolean }[]).find(({ current }) => !current);
    const sessionPath = `/api/users/me/sessions/${String(other?.id)}`;
    await walk("endSession", "user.session_ended", sessionPath, undefined, as);
    await walk("endOtherSessions", "user.other_sessions_ended", "/api/users/me/sessions", undefined, as);
    const passwords = { currentPassword: person.password, newPassword: "staple battery horse" };
    await walk("changePassword", "user.password_changed", "/api/users/me/password", passwords, as);
    const cookie = await signInAs(api, person.id, { version: 3 });
    const everywhere = "/api/users/me/sign-out-everywhere";
    await walk("signOutEverywhere", "user.signed_out_everywhere", everywhere, undefined, { as: person, cookie });

    const made = await api.call("POST", "/api/users", {
      key: "",
      body: { email: "new@example.com", name: "New", password: "correct horse battery" },
    });
    walked.add("signUp");
    expect(
      await api.runtime.database.sql(
        "SELECT actor_id FROM audit_entries WHERE action = 'user.signed_up' AND target_id = $1",
        [made.body.userId],
      ),
    ).toEqual([{ actor_id: made.body.userId }]);
  });

  it("and of every other call that writes", () => {
    const writing = allOperations.filter(({ method }) => method !== "GET").map(({ id }) => id);
    expect(writing.filter((id) => !walked.has(id)).toSorted()).toEqual(NO_SETTING.toSorted());
  });
});
