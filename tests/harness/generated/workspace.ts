import fc from "fast-check";
import { SCOPES } from "@/lib/access";
import { newId } from "@/lib/core/ids";
import type { Api } from "@/tests/harness/api";
import { newPerson, type Person, signInAs } from "@/tests/harness/person";
import type { DocumentedOperation } from "./document";
import type { Known } from "./values";

/** Stands in a request where an id belongs that the call uses up; one that was just made is put there when it is sent. */
export const FRESH = "fresh-one";

/** A workspace with one of everything, and those who may do everything in it. */
export type GeneratedWorkspace = {
  known: Known;
  /** @returns what the operation's caller shows of itself. */
  credentials(operation: DocumentedOperation): Promise<Record<string, string>>;
  /** @returns what goes where a request says FRESH. */
  makeFresh(operation: DocumentedOperation): Promise<string>;
};

/** Besides the account's own, the calls that only a person may make. */
const PERSONAL = new Set(["acceptInvitation", "listWorkspaces", "createWorkspace"]);

/** @param inboxOrigin where inboxes take requests. */
export async function fillWorkspace(api: Api, inboxOrigin: string): Promise<GeneratedWorkspace> {
  const receiver = `${inboxOrigin}/in/nobody`;
  const { prisma } = api.runtime.database;
  const person = await newPerson(api);
  let lastInbox = "";
  const create = async (path: string, body?: unknown): Promise<Record<string, unknown>> => {
    const reply = await api.call("POST", path, { body });
    if (reply.status >= 300) throw new Error(`POST ${path} answers ${reply.status}: ${reply.text}`);
    return reply.body;
  };
  const idOf = async (path: string, body?: unknown): Promise<string> => String((await create(path, body)).id);
  const newWebhook = () => idOf("/api/webhooks", { name: "Hook", url: receiver, events: ["*"] });
  const newEvent = () => idOf("/api/events", { type: "project.created", data: { id: "prj_1", name: "A" } });
  const deliveriesOf = async (eventId: string) =>
    (await prisma.delivery.findMany({ where: { eventId } })).map(({ id }) => id);
  const newJob = async () =>
    String(((await create("/api/deliveries/bulk-retry", { filter: {} })).job as { id: string }).id);
  const newMember = async (): Promise<string> => {
    const [userId, id] = [newId("user"), newId("member")];
    await prisma.user.create({ data: { id: userId, email: `${userId}@example.com` } });
    await prisma.member.create({ data: { id, workspaceId: api.tenant.ctx.workspace.id, userId, role: "viewer" } });
    return id;
  };
  const signIn = async (): Promise<string> => {
    const { sessionVersion } = await prisma.user.findUniqueOrThrow({ where: { id: person.id } });
    return signInAs(api, person.id, { version: sessionVersion });
  };
  const invite = (email: string) => create("/api/invitations", { email, role: "viewer" });

  const projectId = await idOf("/api/projects", { name: "Project" });
  const webhookIds = [await newWebhook(), await newWebhook()];
  const eventIds = [await newEvent(), await newEvent()];
  const inbox = await create("/api/inboxes", {});
  const inboxPath = new URL(String(inbox.url)).pathname;
  await fetch(`${inboxOrigin}${inboxPath}`, { method: "POST", body: "{}" });
  const inboxRequests = await prisma.inboxRequest.findMany({ where: { inboxId: String(inbox.id) } });
  if (inboxRequests.length === 0) throw new Error("The inbox has no request.");
  // There is one already where a second workspace of the same tenant is filled.
  await api.call("POST", "/api/event-types", { body: { name: "order.paid" } });

  const ids = {
    prj: [projectId],
    wh: webhookIds,
    evt: eventIds,
    dlv: (await Promise.all(eventIds.map(deliveriesOf))).flat(),
    inb: [String(inbox.id)],
    req: inboxRequests.map(({ id }) => id),
    job: [await newJob()],
    mem: [await newMember()],
  };

  /** By the first part of the path: what one call can use up. */
  const fresh: Record<string, () => Promise<string>> = {
    webhooks: newWebhook,
    deliveries: async () => (await deliveriesOf(await newEvent()))[0] ?? "",
    "bulk-jobs": newJob,
    projects: () => idOf("/api/projects", { name: "Short-lived" }),
    "event-types": async () => String((await create("/api/event-types", { name: `made.${newId("event")}` })).name),
    "api-keys": () => idOf("/api/api-keys", { name: "Short-lived", scopes: [...SCOPES] }),
    invitations: async () => String((await invite(`${newId("user")}@example.com`)).id),
    members: newMember,
    inboxes: async () => {
      // A workspace has room for 50.
      await prisma.inbox.deleteMany({ where: { id: { notIn: [...ids.inb, lastInbox] } } });
      return (lastInbox = await idOf("/api/inboxes", {}));
    },
    users: async () => {
      await signIn();
      const newest = { where: { userId: person.id }, orderBy: { id: "desc" } } as const;
      return (await prisma.session.findFirstOrThrow(newest)).id;
    },
  };

  const acceptable = async (): Promise<string> => {
    await prisma.member.deleteMany({ where: { userId: person.id, workspaceId: api.tenant.ctx.workspace.id } });
    await prisma.invitation.deleteMany({ where: { email: person.email } });
    return (
      String((await invite(person.email)).url)
        .split("/")
        .at(-1) ?? ""
    );
  };

  return {
    known: { ids, fields: fieldsOf(person, receiver) },
    credentials: async ({ id, path }): Promise<Record<string, string>> => {
      if (!PERSONAL.has(id) && !path.startsWith("/api/users/me")) return { Authorization: `Bearer ${api.tenant.key}` };
      return { Cookie: await signIn(), "Sec-Fetch-Site": "same-origin" };
    },
    makeFresh: async ({ id, path }) => {
      if (id === "acceptInvitation") return acceptable();
      const make = fresh[path.split("/")[2] ?? ""];
      if (make === undefined) throw new Error(`Say here how to make what ${path} uses up.`);
      return make();
    },
  };
}

/** What fields mean, where the document's schema is wider than the rule behind it. */
function fieldsOf(person: Person, receiver: string): Known["fields"] {
  const name = fc.constantFrom("project.created", "order.paid", "session.started");
  const pattern = fc.oneof(name, fc.constantFrom("project.*", "*"));
  const headers = fc.dictionary(fc.stringMatching(/^X-[A-Z][a-z]{1,8}$/), fc.stringMatching(/^[!-~]{1,20}$/), {
    maxKeys: 3,
  });
  return {
    url: fc.constantFrom(receiver, `${receiver}?a=b`),
    // The one type of the catalogue whose data may be anything.
    type: fc.constant("order.paid"),
    location: fc.constantFrom("/elsewhere", "https://example.com/"),
    eventType: pattern,
    events: fc.array(pattern, { minLength: 1, maxLength: 5 }),
    "path:name": name,
    name: fc.oneof(fc.stringMatching(/^[a-z][a-z0-9_]{3,30}$/), fc.stringMatching(/^[a-z]{2,10}\.[a-z]{2,10}$/)),
    headers,
    retryScheduleMs: fc.oneof(fc.constant(null), fc.constantFrom([1_000], [5_000, 300_000, 1_800_000])),
    secret: fc.constantFrom(null, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYq="),
    schema: fc.constantFrom(null, {}, { type: "object" }),
    example: fc.constantFrom(null, { id: "inv_1" }),
    email: fc.integer({ min: 0, max: 2 ** 40 }).map((n) => `n${n}@example.com`),
    invitationToken: fc.constant(undefined),
    currentPassword: fc.constant(person.password),
    newPassword: fc.constant(person.password),
    token: fc.constant(FRESH),
    cursor: fc.constant(undefined),
    topics: fc.constantFrom("delivery", "event,webhook", ""),
    expiresAt: fc.integer({ min: 1, max: 300 }).map((days) => new Date(Date.now() + days * 86_400_000).toISOString()),
    occurredAt: fc.constantFrom(null, "2026-11-23T12:00:00.000Z", "2026-11-23T12:00:00+02:00"),
    id: fc.constant(undefined),
    status: fc.constantFrom("failed", "delivered", "pending,retrying"),
    code: fc.constantFrom("5xx", "429", "500-503", "none", "4xx,none"),
    error: fc.constantFrom("conn_refused", "timeout"),
    trigger: fc.constantFrom("event", "manual", "replay"),
    webhookId: fc.constant(undefined),
  };
}
