import { type Context, requireScope, transact } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { presentEventType, toText } from "./present";
import { requireConsistent } from "./require-consistent";
import type { CreateEventTypeInput, EventType } from "./schemas";

/**
 * Adds a type to the workspace's catalogue.
 * @throws AppError `already_exists`, or `validation_failed` for an unusable schema or an example that breaks it.
 */
export async function createEventType(ctx: Context, input: CreateEventTypeInput): Promise<EventType> {
  requireScope(ctx.actor, "event-types:write");
  const { name } = input;
  const schema = toText(input.schema) ?? null;
  const example = toText(input.example) ?? null;
  requireConsistent(schema, example);
  return transact(ctx, async (tx) => {
    const row = {
      id: newId("eventType"),
      workspaceId: tx.workspace.id,
      name,
      description: input.description ?? null,
      schema,
      example,
    };
    const [created] = await tx.db.eventType.createManyAndReturn({ data: [row], skipDuplicates: true });
    if (created === undefined)
      throw new AppError("already_exists", `There is an event type ${name} already. Change that one instead.`);
    await recordAudit(tx, {
      action: "event_type.created",
      targetKind: "event_type",
      targetId: created.id,
      diff: { name: [null, name] },
    });
    return presentEventType(created);
  });
}
