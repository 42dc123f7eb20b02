import { type Context, requireScope, transact } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { AppError, invalidFields } from "@/lib/core/errors";
import { OPERATIONAL_CATALOGUE } from "@/lib/event-types";
import { sendTestEvent, typesOfPattern } from "@/lib/events";
import { knownTypes, requireDestination } from "./check-input";
import { getWebhookRow } from "./get-webhook";
import type { TestWebhookInput } from "./schemas";

/** What is sent for a type that has no example. */
const EXAMPLE_DATA_TEXT = '{"message":"This is a test."}';

/**
 * Sends an example to this webhook alone, marked as a test. While it is paused the test waits with everything else.
 * @param dataText the caller's data as he wrote it; undefined sends the type's example.
 * @throws AppError `not_found`, `webhook_disabled`, `validation_failed`
 */
export async function testWebhook(
  ctx: Context,
  id: string,
  input: Pick<TestWebhookInput, "eventType">,
  dataText?: string,
): Promise<{ eventId: string; deliveryId: string }> {
  requireScope(ctx.actor, "webhooks:write");
  const { url } = await getWebhookRow(ctx, id);
  await requireDestination(ctx, url);
  return transact(ctx, async (tx) => {
    const webhook = await getWebhookRow(tx, id);
    if (webhook.status === "disabled")
      throw new AppError("webhook_disabled", "This webhook is disabled. Enable it, then test it.");
    const type = input.eventType ?? (await firstTypeOf(tx, webhook.events));
    const sent = await sendTestEvent(tx, {
      webhook: { id, projectId: webhook.projectId, paused: webhook.status === "paused" },
      type,
      dataText: dataText ?? (await exampleOf(tx, type)),
    });
    await recordAudit(tx, {
      action: "webhook.tested",
      targetKind: "webhook",
      targetId: id,
      diff: { eventType: [null, type] },
    });
    return sent;
  });
}

async function firstTypeOf(ctx: Context, events: readonly string[]): Promise<string> {
  const known = await knownTypes(ctx);
  const type = events.flatMap((pattern) => typesOfPattern(pattern, known))[0];
  if (type === undefined)
    throw invalidFields({
      path: "eventType",
      message: "is needed: no type that this webhook subscribes to exists any more",
    });
  return type;
}

async function exampleOf(ctx: Context, type: string): Promise<string> {
  const row = await ctx.db.eventType.findUnique({
    where: { workspaceId_name: { workspaceId: ctx.workspace.id, name: type } },
  });
  if (row?.example != null) return row.example;
  const operational = OPERATIONAL_CATALOGUE.find(({ name }) => name === type);
  return operational === undefined ? EXAMPLE_DATA_TEXT : JSON.stringify(operational.example);
}
