import type { Context } from "@/lib/access";
import { AppError, invalidFields } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { sqlOf } from "@/lib/platform/db";
import { announce } from "./announce";
import { deliveriesOf, insertEvents } from "./insert-events";
import { planRequest } from "./plan-request";
import { readCatalogues } from "./read-catalogue";

/**
 * Sends an event to one webhook alone, marked as a test, in the caller's transaction. The webhook need not be subscribed
 * to the type; a paused one gets it when it is resumed.
 * @throws AppError `validation_failed` when the type is unknown or its schema refuses the data.
 */
export async function sendTestEvent(
  ctx: Context,
  test: { webhook: { id: string; projectId: string | null; paused: boolean }; type: string; dataText: string },
): Promise<{ eventId: string; deliveryId: string }> {
  const { webhook, type, dataText } = test;
  const sql = sqlOf(ctx.db);
  const request = {
    workspaceId: ctx.workspace.id,
    requestId: ctx.requestId,
    events: [{ type, dataText, projectId: webhook.projectId, acceptedAtMs: ctx.atMs }],
    operational: true,
    pathOf: () => "",
  };
  const catalogue = (await readCatalogues(sql, [request])).get(ctx.workspace.id);
  const plan = catalogue === undefined ? undefined : planRequest(request, catalogue, Date.now());
  if (plan?.outcome === "refused") {
    throw invalidFields(
      ...plan.errors.map(({ path, message }) => ({ path: path === "type" ? "eventType" : path, message })),
    );
  }
  const [planned] = plan?.events ?? [];
  if (planned === undefined) throw new AppError("internal", "The test was not planned.");
  const delivery = {
    id: newId("delivery", ctx.atMs),
    webhookId: webhook.id,
    webhookProjectId: webhook.projectId,
    paused: webhook.paused,
  };
  const event = { ...planned, test: true, deliveries: [delivery], skipped: [] };
  await insertEvents(sql, [event], deliveriesOf([event]), "test");
  ctx.afterCommit(() => announce(ctx.services, [event]));
  return { eventId: event.id, deliveryId: delivery.id };
}
