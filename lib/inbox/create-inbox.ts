import { randomBytes } from "node:crypto";
import { type Context, requireScope, transact } from "@/lib/access";
import { type AuditDiff, recordAudit } from "@/lib/audit";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { presentInbox } from "./internal";
import { CreateInboxInput, type Inbox } from "./schemas";

const INBOXES_MAX = 50;
const TOKEN_BYTES = 16;

/**
 * Makes an inbox with an unguessable URL.
 * @throws AppError `conflict` when the workspace has 50 already.
 */
export async function createInbox(ctx: Context, input: CreateInboxInput): Promise<Inbox> {
  requireScope(ctx.actor, "inboxes:write");
  const { name, behaviour } = CreateInboxInput.parse(input);
  const row = await transact(ctx, async (tx) => {
    const { db } = tx;
    // The workspace's row is the lock that keeps two creations from both being the fiftieth.
    await db.$queryRaw`SELECT 1 FROM workspaces WHERE id = ${ctx.workspace.id} FOR NO KEY UPDATE`;
    const count = await db.inbox.count({ where: { workspaceId: ctx.workspace.id } });
    if (count >= INBOXES_MAX)
      throw new AppError(
        "conflict",
        `A workspace has at most ${INBOXES_MAX} inboxes. Delete one that is no longer used.`,
      );
    const token = randomBytes(TOKEN_BYTES).toString("base64url");
    const id = newId("inbox");
    const created = await db.inbox.create({ data: { id, workspaceId: ctx.workspace.id, name, token, behaviour } });
    // Not the token: whoever knows it can send to the inbox.
    const diff = { name: [null, name], behaviour: [null, behaviour] } satisfies AuditDiff;
    await recordAudit(tx, { action: "inbox.created", targetKind: "inbox", targetId: id, diff });
    return created;
  });
  return presentInbox(ctx, row);
}
