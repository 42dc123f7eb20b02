import { type Context, requireScope } from "@/lib/access";
import { type Sql, sqlOf } from "@/lib/platform/db";
import { findDeliveries } from "./find-deliveries";
import { readDelivery } from "./get-delivery";
import type { Beyond } from "./scan";
import type { DeliveryFilter, Neighbours } from "./schemas";

/**
 * @returns what stands before and after a delivery in the list of this filter, also when it does not match itself. It
 * looks no further than a page of the list would.
 * @throws AppError `not_found`
 */
export async function findNeighbours(ctx: Context, id: string, wanted: DeliveryFilter): Promise<Neighbours> {
  requireScope(ctx.actor, "deliveries:read");
  const sql = sqlOf(ctx.db);
  await readDelivery(sql, ctx.workspace.id, id);
  const [newerId, olderId] = await Promise.all([
    nearest(sql, ctx.workspace.id, { side: "newer", id }, wanted),
    nearest(sql, ctx.workspace.id, { side: "older", id }, wanted),
  ]);
  return { newerId, olderId };
}

async function nearest(sql: Sql, workspaceId: string, beyond: Beyond, wanted: DeliveryFilter): Promise<string | null> {
  const { found } = await findDeliveries(sql, workspaceId, wanted, { beyond, count: 1 });
  return found[0]?.id ?? null;
}
