import type { Context } from "@/lib/access";
import { changesOf, recordAudit } from "@/lib/audit";
import type { WebhookRow } from "./present";
import { openHeaders } from "./sealed";

/** Of headers only the names: their values may be secrets. */
function auditedFields(ctx: Context, row: WebhookRow) {
  const { name, url, events, description, projectId, timeoutMs, rateLimit, retryScheduleMs, status, statusReason } =
    row;
  const headers = Object.keys(openHeaders(ctx, row));
  return {
    name,
    url,
    events,
    description,
    projectId,
    headers,
    timeoutMs,
    rateLimit,
    retryScheduleMs,
    status,
    statusReason,
  };
}

/** Records a change of a webhook with what is different, and tells open dashboards once it is committed. */
export async function recordChange(
  ctx: Context,
  action: string,
  before: WebhookRow | null,
  after: WebhookRow,
): Promise<void> {
  const fields = auditedFields(ctx, after);
  const diff = changesOf(before === null ? { ...fields, ...nulls(fields) } : auditedFields(ctx, before), fields);
  await recordAudit(ctx, { action, targetKind: "webhook", targetId: after.id, diff });
  ctx.afterCommit(() => ctx.services.publish(ctx.workspace.id, { type: "webhook.updated", webhookId: after.id }));
}

const nulls = (fields: object) => Object.fromEntries(Object.keys(fields).map((field) => [field, null]));
