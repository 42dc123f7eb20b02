import { allows, type Context } from "@/lib/access";
import { notFound } from "@/lib/core/errors";
import { sqlOf } from "@/lib/platform/db";
import { Inbox } from "./schemas";

export const INBOX_PATH = "/in/";

export type InboxRow = {
  id: string;
  name: string;
  token: string;
  behaviour: unknown;
  requestCount: number;
  createdAt: Date;
  updatedAt: Date;
};

type Facts = { id: string; kept: number; lastRequestAt: Date | null; webhooks: Inbox["webhooks"] };

/** @returns the rows as the API shows them, with what points at them and what they keep. */
export async function presentInboxes(ctx: Context, rows: readonly InboxRow[]): Promise<Inbox[]> {
  const found = await sqlOf(ctx.db)<Facts>(FACTS, [rows.map(({ id }) => id), ctx.workspace.id, INBOX_PATH]);
  const factsOf = new Map(found.map((facts) => [facts.id, facts]));
  const seesWebhooks = allows(ctx.actor, "webhooks:read");
  return rows.map((row) => {
    const { kept = 0, lastRequestAt = null, webhooks = [] } = factsOf.get(row.id) ?? {};
    const url = `${ctx.services.destinations.ownOrigin}${INBOX_PATH}${row.token}`;
    return Inbox.parse({ ...row, url, kept, lastRequestAt, webhooks: seesWebhooks ? webhooks : null });
  });
}

/** As `presentInboxes`, of one. */
export async function presentInbox(ctx: Context, row: InboxRow): Promise<Inbox> {
  const [inbox] = await presentInboxes(ctx, [row]);
  if (inbox === undefined) throw notFound("inbox");
  return inbox;
}

/** @throws AppError `not_found` when the workspace has no such inbox. */
export async function requireInbox(ctx: Context, id: string): Promise<InboxRow> {
  const row = await ctx.db.inbox.findFirst({ where: { id, workspaceId: ctx.workspace.id } });
  if (row === null) throw notFound("inbox");
  return row;
}

const FACTS = `
  SELECT i.id, (SELECT count(*)::int FROM inbox_requests r WHERE r.inbox_id = i.id) AS kept,
    (SELECT r.received_at FROM inbox_requests r WHERE r.inbox_id = i.id ORDER BY r.id DESC LIMIT 1) AS "lastRequestAt",
    coalesce((SELECT jsonb_agg(to_jsonb(w)) FROM (
      SELECT w.id, w.name, w.status FROM webhooks w
      WHERE w.workspace_id = i.workspace_id AND w.deleted_at IS NULL AND strpos(w.url, $3 || i.token) > 0
      ORDER BY w.id DESC LIMIT 20
    ) w), '[]') AS webhooks
  FROM inboxes i WHERE i.id = ANY($1::text[]) AND i.workspace_id = $2`;
