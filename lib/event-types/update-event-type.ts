import { type Context, requireScope, transact } from "@/lib/access";
import { changesOf, recordAudit } from "@/lib/audit";
import { getEventTypeRow } from "./get-event-type";
import { presentEventType, toText } from "./present";
import { refuseOwn } from "./refuse-own";
import { requireConsistent } from "./require-consistent";
import type { EventType, UpdateEventTypeInput } from "./schemas";

/**
 * Changes what is named; null clears. Events that are stored already are not checked again.
 * @throws AppError `validation_failed` when schema and example, changed or not, do not fit each other.
 */
export async function updateEventType(ctx: Context, name: string, input: UpdateEventTypeInput): Promise<EventType> {
  requireScope(ctx.actor, "event-types:write");
  if (input.schema !== undefined) refuseOwn(name, "its schema cannot be changed");
  return transact(ctx, async (tx) => {
    const before = await getEventTypeRow(tx, name);
    const data = { description: input.description, schema: toText(input.schema), example: toText(input.example) };
    const row = await tx.db.eventType.update({ where: { id: before.id, workspaceId: tx.workspace.id }, data });
    requireConsistent(row.schema, row.example);
    const { description, schema, example } = row;
    const diff = changesOf(
      { description: before.description, schema: before.schema, example: before.example },
      { description, schema, example },
    );
    await recordAudit(tx, { action: "event_type.updated", targetKind: "event_type", targetId: row.id, diff });
    return presentEventType(row);
  });
}
