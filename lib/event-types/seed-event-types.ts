import type { Context } from "@/lib/access";
import { newId } from "@/lib/core/ids";
import { EVENT_CATALOGUE } from "./catalogue";

/** Gives a workspace the types that everybody begins with; those it has already stay as they are. */
export async function seedEventTypes(ctx: Context): Promise<void> {
  const rows = EVENT_CATALOGUE.map(({ name, description, schema, example }) => ({
    id: newId("eventType"),
    workspaceId: ctx.workspace.id,
    name,
    description,
    schema: JSON.stringify(schema),
    example: JSON.stringify(example),
  }));
  await ctx.db.eventType.createMany({ data: rows, skipDuplicates: true });
}
