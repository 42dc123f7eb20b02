import { randomBytes } from "node:crypto";
import type { IdKind } from "@/lib/core/id-format";
import { newId } from "@/lib/core/ids";
import type { Context } from "@/lib/access";
import { hashInvitationToken } from "@/lib/workspaces/find-invitation";

/** What can be named in a call. Event types are named by name, invitations also by token. */
export type Nameable =
  | Exclude<IdKind, "workspace" | "attempt" | "plannedAttempt" | "auditEntry" | "request" | "worker" | "user">
  | "eventTypeName"
  | "invitationToken";

export type Row = {
  /** Asked for by a person: what is theirs alone, and the address that an invitation is for. */
  person?: { id: string; email: string };
  status?: string;
};

export const token = () => randomBytes(12).toString("hex");

/** @returns a name of the right shape that nothing has. */
export function missing(kind: Nameable): string {
  if (kind === "eventTypeName") return "none.such";
  return kind === "invitationToken" ? token() : newId(kind);
}

/** Makes rows of a workspace by hand, each with `mark` in every text, so that one that strays is seen. */
export class Estate {
  /** Ids of all that was made here. */
  readonly names: string[] = [];

  constructor(
    readonly ctx: Context,
    readonly mark: string,
  ) {}

  /** Makes a row and what it needs. @returns what a call names it by. */
  async make(kind: Nameable, row: Row = {}): Promise<string> {
    const name = await this.makers[kind](row);
    this.names.push(name);
    return name;
  }

  private readonly makers: Record<Nameable, (row: Row) => Promise<string>> = {
    project: async () => {
      const { id } = await this.ctx.db.project.create({
        data: { ...this.base("project"), name: this.mark, description: this.mark },
      });
      return id;
    },
    webhook: async ({ status = "active" }) => {
      const base = this.base("webhook");
      const place = { workspaceId: base.workspaceId, table: "webhooks", rowId: base.id };
      const { encryption } = this.ctx.services;
      const secretEncrypted = encryption.encrypt(`whsec_${Buffer.from(this.mark).toString("base64")}`, place);
      const headersEncrypted = encryption.encrypt(JSON.stringify({ "X-Mark": this.mark }), place);
      const previous = {
        previousSecretEncrypted: secretEncrypted,
        previousSecretExpiresAt: new Date(Date.now() + 3_600_000),
      };
      const url = `http://127.0.0.1:59999/${this.mark}`;
      const data = { ...base, name: this.mark, url, description: this.mark, events: ["*"], status, statusReason: null };
      await this.ctx.db.webhook.create({ data: { ...data, secretEncrypted, headersEncrypted, ...previous } });
      return base.id;
    },
    eventType: async () => (await this.eventType()).id,
    eventTypeName: async () => (await this.eventType()).name,
    event: async () => (await this.delivery("failed")).eventId,
    delivery: async ({ status = "failed" }) => (await this.delivery(status)).id,
    bulkJob: async () => {
      const data = { ...this.base("bulkJob"), kind: "retry", filter: { q: this.mark }, total: 1, actor: this.mark };
      return (await this.ctx.db.bulkJob.create({ data })).id;
    },
    apiKey: async () => {
      const secret = { publicId: token().slice(0, 12), secretHmac: randomBytes(32), hint: "0000" };
      const data = { ...this.base("apiKey"), name: this.mark, scopes: ["projects:read"], ...secret };
      return (await this.ctx.db.apiKey.create({ data })).id;
    },
    member: async () => {
      const userId = newId("user");
      await this.ctx.db.user.create({ data: { id: userId, email: `${userId}@${this.mark}.test`, name: this.mark } });
      return (await this.ctx.db.member.create({ data: { ...this.base("member"), userId, role: "developer" } })).id;
    },
    session: async ({ person }) => {
      const id = newId("session");
      const userId = person?.id ?? newId("user");
      if (person === undefined) await this.ctx.db.user.create({ data: { id: userId, email: `${userId}@mark.test` } });
      const expiresAt = new Date(Date.now() + 3_600_000);
      await this.ctx.db.session.create({ data: { id, userId, version: 1, userAgent: this.mark, expiresAt } });
      return id;
    },
    invitation: async ({ person }) => (await this.invitation(person?.email)).id,
    invitationToken: async ({ person }) => (await this.invitation(person?.email)).secret,
    inbox: async () => {
      const data = { ...this.base("inbox"), name: this.mark, token: token(), behaviour: { body: this.mark } };
      return (await this.ctx.db.inbox.create({ data })).id;
    },
    inboxRequest: async () => {
      const inboxId = this.names.findLast((name) => name.startsWith("inb_")) ?? (await this.make("inbox"));
      const said = { method: "POST", path: `/${this.mark}`, headers: [["x-mark", this.mark]] };
      const body = Buffer.from(this.mark);
      const judged = {
        bodyBytes: body.length,
        signature: { verdict: "unsigned", reason: null, message: null, webhookId: null },
      };
      const data = { ...this.base("inboxRequest"), inboxId, ...said, body, ...judged };
      return (await this.ctx.db.inboxRequest.create({ data })).id;
    },
  };

  private base(kind: IdKind): { id: string; workspaceId: string } {
    return { id: newId(kind), workspaceId: this.ctx.workspace.id };
  }

  private eventType() {
    const base = this.base("eventType");
    const name = `t${token()}.made`;
    return this.ctx.db.eventType.create({ data: { ...base, name, description: this.mark, example: `"${this.mark}"` } });
  }

  private async invitation(email = `${newId("user")}@${this.mark}.test`) {
    const secret = token();
    const tokenHash = hashInvitationToken(secret);
    const expiresAt = new Date(Date.now() + 3_600_000);
    const data = { ...this.base("invitation"), email, role: "viewer", tokenHash, expiresAt };
    const { id } = await this.ctx.db.invitation.create({ data });
    return { id, secret };
  }

  /** A delivery with its event, its webhook, an attempt, and open work unless it has ended. */
  private async delivery(status: string): Promise<{ id: string; eventId: string }> {
    const { db } = this.ctx;
    const webhookId = await this.make("webhook");
    const event = this.base("event");
    const body = `{"id":"${event.id}","type":"project.created","timestamp":"","data":{"mark":"${this.mark}"}}`;
    await db.event.create({ data: { ...event, type: "project.created", body, occurredAt: new Date() } });
    const base = this.base("delivery");
    const links = { workspaceId: base.workspaceId, webhookId, eventId: event.id };
    await db.delivery.create({
      data: { ...base, ...links, eventType: "project.created", status, lastCause: "timeout" },
    });
    const sent = { url: `http://127.0.0.1:59999/${this.mark}`, requestHeaders: `[["x-mark","${this.mark}"]]` };
    const took = { startedAt: new Date(), totalMs: 1, phases: '{"totalMs":1,"reusedConnection":false}' };
    const said = { responseBody: Buffer.from(this.mark), responseHeaders: "[]", statusCode: 500, ok: false };
    const who = { number: 1, trigger: "schedule", workerId: this.mark };
    const attempt = { ...this.base("attempt"), ...links, deliveryId: base.id, ...who };
    await db.attempt.create({ data: { ...attempt, ...took, ...sent, ...said } });
    const later = new Date(Date.now() + 3_600_000);
    if (status === "pending")
      await db.plannedAttempt.create({
        data: { ...links, deliveryId: base.id, trigger: "schedule", dueAt: later, plannedFor: later },
      });
    this.names.push(event.id);
    return { id: base.id, eventId: event.id };
  }
}
