import { type Context, requireScope, SCOPES, transact } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { SECOND_MS } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { announceChange } from "./announce-change";
import { createApiKey } from "./create-api-key";
import { getApiKeyRow } from "./get-api-key-row";
import type { CreatedApiKey, RollApiKeyInput } from "./schemas";

/**
 * Makes a new key with the name, scopes and expiry of an old one, which ends at once or after the overlap.
 * @throws AppError `conflict` for a key that is revoked or expired: there is nothing left to hand over.
 */
export async function rollApiKey(
  ctx: Context,
  id: string,
  { overlapSeconds }: RollApiKeyInput,
): Promise<CreatedApiKey> {
  requireScope(ctx.actor, "api-keys:write");
  const now = new Date();
  return transact(ctx, async (tx) => {
    const old = await getApiKeyRow(tx, id);
    if (old.revokedAt !== null || (old.expiresAt !== null && old.expiresAt <= now))
      throw new AppError("conflict", "This API key is revoked or expired and cannot be rolled. Make a new one.");
    const scopes = SCOPES.filter((scope) => old.scopes.includes(scope));
    const created = await createApiKey(tx, { name: old.name, scopes, expiresAt: old.expiresAt });

    const overlapEnd = new Date(now.getTime() + overlapSeconds * SECOND_MS);
    const end = old.expiresAt !== null && old.expiresAt < overlapEnd ? old.expiresAt : overlapEnd;
    await tx.db.apiKey.update({
      where: { id, workspaceId: tx.workspace.id },
      data: overlapSeconds === 0 ? { revokedAt: now } : { expiresAt: end },
    });
    await recordAudit(tx, {
      action: "api_key.rolled",
      targetKind: "api_key",
      targetId: id,
      diff: { replacedBy: [null, created.id] },
    });
    announceChange(tx, id);
    return created;
  });
}
