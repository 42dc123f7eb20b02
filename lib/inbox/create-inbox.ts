import { randomBytes } from "node:crypto";
import { type Context, requireScope, transact } from "@/lib/access";
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
  const row = await transact(ctx, async ({ db }) => {
    // The workspace's row is the lock that keeps two creations from both being the fiftieth.
    await db.$queryRaw`SELECT 1 FROM workspaces WHERE id = ${ctx.workspace.id} FOR NO KEY UPDATE`;
    const count = await db.inbox.count({ where: { workspaceId: ctx.workspace.id } });
    if (count >= INBOXES_MAX)
      throw new AppError(
        "conflict",
        `A workspace has at most ${INBOXES_MAX} inboxes. Delete one that is no longer used.`,
      );
    const token = randomBytes(TOKEN_BYTES).toString("base64url");
    return db.inbox.create({ data: { id: newId("inbox"), workspaceId: ctx.workspace.id, name, token, behaviour } });
  });
  return presentInbox(ctx, row);
}
