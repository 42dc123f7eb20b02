import { DAY_MS } from "@/lib/core/clock";
import { disableWebhook, warnOfFailing } from "@/lib/webhooks";
import type { Runtime } from "@/lib/runtime";

const WARN_AFTER_MS = 3 * DAY_MS;
const DISABLE_AFTER_MS = 5 * DAY_MS;
/** Whoever was warned has this long to mend it, however late the warning came. */
const NOTICE_MS = DAY_MS;

// A webhook that nothing was sent to lately is not failing, it is idle.
const CANDIDATES = `
SELECT w.id, w.workspace_id, w.failing_since, w.warned_at FROM webhooks w
WHERE w.status = 'active' AND w.deleted_at IS NULL AND w.failing_since < now() - interval '${WARN_AFTER_MS} milliseconds'
  AND EXISTS (SELECT 1 FROM webhook_stats s WHERE s.webhook_id = w.id AND s.resolution IN ('minute', 'hour')
    AND s.at > now() - interval '1 day' AND s.attempts > 0)`;

type Candidate = { id: string; workspace_id: string; failing_since: Date; warned_at: Date | null };

/** Disables webhooks that have only failed for five days running; their owners were warned before. */
export async function checkFailing(runtime: Runtime): Promise<void> {
  const nowMs = Date.now();
  for (const candidate of await runtime.database.sql<Candidate>(CANDIDATES)) {
    const ctx = await runtime.systemContext(candidate.workspace_id, "automatic disabling");
    const verdict = judge(candidate, nowMs);
    if (verdict.outcome === "warn") await warnOfFailing(ctx, candidate.id, verdict.disabledAt);
    if (verdict.outcome === "disable")
      await disableWebhook(ctx, candidate.id, "Every delivery failed for 5 days running.", new Date(nowMs));
  }
}

function judge({ failing_since, warned_at }: Candidate, nowMs: number) {
  const disabledAtMs = failing_since.getTime() + DISABLE_AFTER_MS;
  if (warned_at === null)
    return { outcome: "warn", disabledAt: new Date(Math.max(disabledAtMs, nowMs + NOTICE_MS)) } as const;
  const isTime = nowMs >= Math.max(disabledAtMs, warned_at.getTime() + NOTICE_MS);
  return { outcome: isTime ? "disable" : "wait" } as const;
}
