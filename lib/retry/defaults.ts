import { DEFAULT_RETRY_SCHEDULE_MS } from "./policy";

/** How long an attempt may take where neither the webhook nor its workspace says. */
export const TIMEOUT_MS_DEFAULT = 30_000;

/** What a webhook or a workspace sets of its own; null, or a schedule without delays, leaves it to the next. */
export type OwnSettings = {
  timeoutMs: number | null;
  rateLimit: number | null;
  retryScheduleMs: readonly number[];
};

export type Source = "webhook" | "workspace" | "instance";
export type InForce<Value> = { value: Value; source: Source };
export type SettingsInForce = {
  timeoutMs: InForce<number>;
  rateLimit: InForce<number>;
  retryScheduleMs: InForce<readonly number[]>;
};

/** @returns what holds for a webhook, and who says so: itself, else its workspace, else the instance. */
export function settingsInForce(
  webhook: OwnSettings,
  workspace: OwnSettings,
  instance: { rateLimit: number },
): SettingsInForce {
  return {
    timeoutMs: first(webhook.timeoutMs, workspace.timeoutMs, TIMEOUT_MS_DEFAULT),
    rateLimit: first(webhook.rateLimit, workspace.rateLimit, instance.rateLimit),
    retryScheduleMs: first(
      orNull(webhook.retryScheduleMs),
      orNull(workspace.retryScheduleMs),
      DEFAULT_RETRY_SCHEDULE_MS,
    ),
  };
}

function first<Value>(webhook: Value | null, workspace: Value | null, instance: Value): InForce<Value> {
  if (webhook !== null) return { value: webhook, source: "webhook" };
  if (workspace !== null) return { value: workspace, source: "workspace" };
  return { value: instance, source: "instance" };
}

const orNull = (scheduleMs: readonly number[]) => (scheduleMs.length === 0 ? null : scheduleMs);
