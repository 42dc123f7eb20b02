import { z } from "zod";

/** Fields that a webhook, a check of its URL and a workspace's defaults share. Browser-safe. */

const TIMEOUT_MS_MIN = 1_000;
const TIMEOUT_MS_MAX = 30_000;
const RATE_LIMIT_MAX = 10_000;

export const Url = z.string().min(1, "must not be empty").meta({ example: "https://example.com/webhooks" });
export const Headers = z.record(z.string(), z.string()).meta({
  description: "Sent with every delivery; values that look secret are shown masked",
  example: { "X-Team": "billing" },
});
export const TimeoutMs = z
  .int()
  .min(TIMEOUT_MS_MIN, `must be at least ${TIMEOUT_MS_MIN} ms`)
  .max(TIMEOUT_MS_MAX, `must be at most ${TIMEOUT_MS_MAX} ms`);
export const RateLimit = z
  .int()
  .min(1, "must be at least 1 per second; null leaves it to the default")
  .max(RATE_LIMIT_MAX, `must be at most ${RATE_LIMIT_MAX} per second`)
  .meta({ description: "Requests per second; null is the default" });
export const RetryScheduleMs = z
  .array(z.number())
  .meta({ description: "Delays between attempts; null is the default", example: [5_000, 300_000, 1_800_000] });
