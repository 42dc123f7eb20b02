import type { Context } from "@/lib/access";
import type { Prisma } from "@/lib/platform/db";
import { type OwnSettings, settingsInForce } from "@/lib/retry";
import { maskHeaders } from "./headers";
import { judgeHealth } from "./health";
import { type Activity, loadActivity } from "./load-activity";
import type { Webhook } from "./schemas";
import { openHeaders } from "./sealed";

export type WebhookRow = Prisma.WebhookGetPayload<object>;

/** @returns webhooks as the API shows them, with what happened at each; one query for all. */
export async function presentWebhooks(ctx: Context, rows: readonly WebhookRow[]): Promise<Webhook[]> {
  const ids = rows.map(({ id }) => id);
  const [activity, defaults] = await Promise.all([loadActivity(ctx, ids), loadDefaults(ctx)]);
  return rows.map((row) => present(ctx, row, defaults, activity.get(row.id)));
}

export async function presentWebhook(ctx: Context, row: WebhookRow): Promise<Webhook> {
  const [activity, defaults] = await Promise.all([loadActivity(ctx, [row.id]), loadDefaults(ctx)]);
  return present(ctx, row, defaults, activity.get(row.id));
}

async function loadDefaults(ctx: Context): Promise<OwnSettings> {
  const row = await ctx.db.workspace.findUniqueOrThrow({
    where: { id: ctx.workspace.id },
    select: { defaultTimeoutMs: true, defaultRateLimit: true, defaultRetryScheduleMs: true },
  });
  return {
    timeoutMs: row.defaultTimeoutMs,
    rateLimit: row.defaultRateLimit,
    retryScheduleMs: row.defaultRetryScheduleMs,
  };
}

const NOTHING: Activity = { attempts: 0, attemptsOk: 0, consecutiveFailures: 0, lastDelivery: null };

function present(ctx: Context, row: WebhookRow, defaults: OwnSettings, activity: Activity = NOTHING): Webhook {
  const { id, name, url, events, description, projectId, statusReason, rateLimit, retryScheduleMs } = row;
  const inForce = settingsInForce(row, defaults, { rateLimit: ctx.services.defaultRateLimit });
  const status = row.status === "active" || row.status === "paused" ? row.status : "disabled";
  const disabled = status === "disabled";
  return {
    id,
    name,
    url,
    events,
    description,
    projectId,
    active: !disabled,
    status,
    statusReason,
    statusChangedAt: row.statusChangedAt.toISOString(),
    previousSecretExpiresAt: overlapEndOf(row),
    headers: maskHeaders(openHeaders(ctx, row)),
    timeoutMs: inForce.timeoutMs.value,
    rateLimit,
    retryScheduleMs: retryScheduleMs.length === 0 ? null : retryScheduleMs,
    inForce: {
      ...inForce,
      retryScheduleMs: { ...inForce.retryScheduleMs, value: [...inForce.retryScheduleMs.value] },
    },
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    lastDelivery: activity.lastDelivery,
    health: judgeHealth({ disabled, ...activity }),
  };
}

/** The row keeps the old secret until the next rotation; it counts only while it still signs. */
function overlapEndOf({ previousSecretEncrypted, previousSecretExpiresAt }: WebhookRow): string | null {
  if (previousSecretEncrypted === null || previousSecretExpiresAt === null) return null;
  return previousSecretExpiresAt > new Date() ? previousSecretExpiresAt.toISOString() : null;
}
