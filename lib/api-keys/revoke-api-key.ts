import { type Context, requireScope, transact } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { announceChange } from "./announce-change";
import { getApiKeyRow } from "./get-api-key-row";

/** Revokes a key for good: in this process at once, in every other within a second. Once more changes nothing. */
export async function revokeApiKey(ctx: Context, id: string): Promise<void> {
  requireScope(ctx.actor, "api-keys:write");
  await transact(ctx, async (tx) => {
    const row = await getApiKeyRow(tx, id);
    if (row.revokedAt !== null) return;
    await tx.db.apiKey.update({ where: { id, workspaceId: tx.workspace.id }, data: { revokedAt: new Date() } });
    await recordAudit(tx, {
      action: "api_key.revoked",
      targetKind: "api_key",
      targetId: id,
      diff: { name: [row.name, null] },
    });
    announceChange(tx, id);
  });
}
