import { type Context, requireScope, transact } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { AppError } from "@/lib/core/errors";
import { getEventTypeRow } from "./get-event-type";
import { refuseOwn } from "./refuse-own";

const NAMED_MAX = 5;

/**
 * Takes a type out of the catalogue; events of it that are stored already stay.
 * @throws AppError `conflict` for a type of Posthorn's own, or naming the webhooks which subscribe to exactly this type.
 */
export async function deleteEventType(ctx: Context, name: string): Promise<void> {
  requireScope(ctx.actor, "event-types:write");
  refuseOwn(name, "it cannot be deleted");
  await transact(ctx, async (tx) => {
    const row = await getEventTypeRow(tx, name);
    const subscribers = await tx.db.webhook.findMany({
      where: { workspaceId: tx.workspace.id, deletedAt: null, events: { has: name } },
      select: { id: true, name: true },
      orderBy: { id: "asc" },
      take: NAMED_MAX,
    });
    if (subscribers.length > 0) {
      const names = subscribers.map((webhook) => `${webhook.name} (${webhook.id})`).join(", ");
      throw new AppError("conflict", `Webhooks subscribe to ${name}: ${names}. Take it out of their events first.`);
    }
    await tx.db.eventType.delete({ where: { id: row.id, workspaceId: tx.workspace.id } });
    await recordAudit(tx, {
      action: "event_type.deleted",
      targetKind: "event_type",
      targetId: row.id,
      diff: { name: [name, null] },
    });
  });
}
