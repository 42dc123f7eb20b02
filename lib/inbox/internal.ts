import type { Context } from "@/lib/access";
import { notFound } from "@/lib/core/errors";
import { Inbox } from "./schemas";

export const INBOX_PATH = "/in/";

type InboxRow = {
  id: string;
  name: string;
  token: string;
  behaviour: unknown;
  requestCount: number;
  createdAt: Date;
  updatedAt: Date;
};

/** @returns the row as the API shows it. */
export function toInbox(ctx: Context, row: InboxRow): Inbox {
  return Inbox.parse({ ...row, url: `${ctx.services.destinations.ownOrigin}${INBOX_PATH}${row.token}` });
}

/** @throws AppError `not_found` when the workspace has no such inbox. */
export async function requireInbox(ctx: Context, id: string): Promise<InboxRow> {
  const row = await ctx.db.inbox.findFirst({ where: { id, workspaceId: ctx.workspace.id } });
  if (row === null) throw notFound("inbox");
  return row;
}
