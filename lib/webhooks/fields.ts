import { z } from "zod";

/** Fields that a webhook and a check of its URL share. Browser-safe. */

const TIMEOUT_MS_MIN = 1_000;
const TIMEOUT_MS_MAX = 30_000;

export const Url = z.string().min(1, "must not be empty").meta({ example: "https://example.com/webhooks" });
export const Headers = z.record(z.string(), z.string()).meta({
  description: "Sent with every delivery; values that look secret are shown masked",
  example: { "X-Team": "billing" },
});
export const TimeoutMs = z
  .int()
  .min(TIMEOUT_MS_MIN, `must be at least ${TIMEOUT_MS_MIN} ms`)
  .max(TIMEOUT_MS_MAX, `must be at most ${TIMEOUT_MS_MAX} ms`);
