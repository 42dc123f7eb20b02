import { type Context, requireScope } from "@/lib/access";
import { notFound } from "@/lib/core/errors";
import { presentEventType } from "./present";
import type { EventType } from "./schemas";

/** @throws AppError `not_found` for a name that this workspace does not have. */
export async function getEventType(ctx: Context, name: string): Promise<EventType> {
  requireScope(ctx.actor, "event-types:read");
  return presentEventType(await getEventTypeRow(ctx, name));
}

export async function getEventTypeRow(ctx: Context, name: string) {
  const row = await ctx.db.eventType.findUnique({
    where: { workspaceId_name: { workspaceId: ctx.workspace.id, name } },
  });
  if (row === null) throw notFound("event type");
  return row;
}
