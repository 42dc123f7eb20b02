import { TIMEOUT_MS_DEFAULT } from "@/lib/retry";

/** The webhook's own setting, else its workspace's, of `webhooks w` and `workspaces s`; null is left to the instance. */
export const TIMEOUT_IN_FORCE = `coalesce(w.timeout_ms, s.default_timeout_ms, ${TIMEOUT_MS_DEFAULT})`;
const RATE_LIMIT_IN_FORCE = "coalesce(w.rate_limit, s.default_rate_limit)";
export const SCHEDULE_IN_FORCE =
  "CASE WHEN cardinality(w.retry_schedule_ms) > 0 THEN w.retry_schedule_ms ELSE s.default_retry_schedule_ms END";

/** What a claim reads with the webhook, so that a delivery costs no query more. */
export const SETTINGS_IN_FORCE = `${TIMEOUT_IN_FORCE} AS timeout_ms, ${RATE_LIMIT_IN_FORCE} AS rate_limit,
  ${SCHEDULE_IN_FORCE} AS retry_schedule_ms`;
