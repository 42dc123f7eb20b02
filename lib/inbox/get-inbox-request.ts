import { isUtf8 } from "node:buffer";
import { type Context, requireScope } from "@/lib/access";
import { notFound } from "@/lib/core/errors";
import { InboxRequest } from "./schemas";

/**
 * @returns one request with its headers and the exact bytes of its body.
 * @throws AppError `not_found` when that inbox of this workspace has no such request, or has dropped it for newer ones.
 */
export async function getInboxRequest(ctx: Context, inboxId: string, id: string): Promise<InboxRequest> {
  requireScope(ctx.actor, "inboxes:read");
  const row = await ctx.db.inboxRequest.findFirst({ where: { id, inboxId, workspaceId: ctx.workspace.id } });
  if (row === null) throw notFound("inbox request");
  const bodyEncoding = isUtf8(row.body) ? "utf8" : "base64";
  return InboxRequest.parse({ ...row, body: Buffer.from(row.body).toString(bodyEncoding), bodyEncoding });
}
