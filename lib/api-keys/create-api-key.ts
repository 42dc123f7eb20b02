import { allows, type Context, requireScope, transact } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { generateApiKey } from "./format";
import { presentApiKey } from "./present";
import type { CreateApiKeyInput, CreatedApiKey } from "./schemas";

/**
 * Makes a key; the answer is the only place it ever stands in.
 * @throws AppError `insufficient_scope` for a scope that the actor does not have: nobody gives away what is not theirs.
 */
export async function createApiKey(ctx: Context, input: CreateApiKeyInput): Promise<CreatedApiKey> {
  requireScope(ctx.actor, "api-keys:write");
  const withheld = input.scopes.find((scope) => !allows(ctx.actor, scope));
  if (withheld !== undefined)
    throw new AppError(
      "insufficient_scope",
      `You cannot give a key the scope ${withheld}, which you do not have yourself.`,
    );

  const { key, publicId, hint } = generateApiKey();
  return transact(ctx, async (tx) => {
    const row = await tx.db.apiKey.create({
      data: {
        id: newId("apiKey"),
        workspaceId: tx.workspace.id,
        name: input.name,
        publicId,
        secretHmac: new Uint8Array(tx.services.apiKeys.hash(key)),
        hint,
        scopes: input.scopes,
        createdById: tx.actor.kind === "system" ? null : tx.actor.id,
        expiresAt: input.expiresAt ?? null,
      },
    });
    await recordAudit(tx, {
      action: "api_key.created",
      targetKind: "api_key",
      targetId: row.id,
      diff: { name: [null, row.name], scopes: [null, row.scopes] },
    });
    return { ...presentApiKey(row), key };
  });
}
