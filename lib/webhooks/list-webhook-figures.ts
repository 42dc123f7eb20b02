import { type Context, requireScope } from "@/lib/access";
import { idTimeMs } from "@/lib/core/ids";
import { sqlOf } from "@/lib/platform/db";
import { FAILED_MAX } from "@/lib/deliveries";
import { percentileMs, resolveSpan, sparkBucketMs } from "@/lib/stats";
import type { WebhookFigures, WebhookFiguresList, WebhookFiguresQuery } from "@/lib/stats/schemas";
import { attentionOf, attentionRank } from "./attention";
import { judgeHealth } from "./health";
import { type DetailRow, type FactRow, readDetails, readFacts } from "./read-figures";
import { HEALTH_STATES } from "./constants";

/** Of the slow ones, those with the highest mean are looked at closely. */
const SLOW_CANDIDATES = 50;

/**
 * How each webhook does and what waits for it, with a sum over all. Two queries over counters and open work, however
 * many deliveries there were.
 * @throws AppError `validation_failed`
 */
export async function listWebhookFigures(ctx: Context, query: WebhookFiguresQuery): Promise<WebhookFiguresList> {
  requireScope(ctx.actor, "stats:read");
  const span = resolveSpan(query, Date.now());
  const bucketMs = sparkBucketMs(span);
  const sql = sqlOf(ctx.db);
  const facts = (await readFacts(sql, ctx.workspace.id, query.webhookId ?? [], span)).map(judge);
  const wanted = choose(facts, query);
  const ids = wanted.map(({ id }) => id);
  const details = await readDetails(sql, ctx.workspace.id, ids, span, bucketMs);
  const rows = wanted.map((fact) => present(fact, details.get(fact.id)));
  if (query.sort === "slowest") rows.sort((a, b) => (b.p95Ms ?? 0) - (a.p95Ms ?? 0));
  return { ...span, bucketMs, summary: summarise(facts), data: rows.slice(0, query.limit) };
}

type Judged = FactRow & Pick<WebhookFigures, "health" | "attention"> & { shown: WebhookFigures["status"] };

function judge(row: FactRow): Judged {
  const shown = row.status === "active" || row.status === "paused" ? row.status : "disabled";
  const health = judgeHealth({
    disabled: shown === "disabled",
    attempts: row.day_attempts,
    attemptsOk: row.day_attempts_ok,
    consecutiveFailures: row.consecutive_failures,
  });
  const { status_reason: statusReason, oldest_waiting_ms: oldestWaitingMs, held, breaker } = row;
  return {
    ...row,
    shown,
    health,
    attention: attentionOf({ status: shown, statusReason, health, oldestWaitingMs, held, breaker }),
  };
}

function choose(facts: readonly Judged[], { sort, limit }: WebhookFiguresQuery): Judged[] {
  switch (sort) {
    case "newest":
      return facts.slice(0, limit);
    case "attention":
      return facts
        .filter(({ attention }) => attention !== null)
        .sort((a, b) => attentionRank(a.attention) - attentionRank(b.attention) || openOf(b) - openOf(a))
        .slice(0, limit);
    case "slowest":
      return facts
        .filter(({ attempts }) => attempts > 0)
        .sort((a, b) => b.latency_sum_ms / b.attempts - a.latency_sum_ms / a.attempts)
        .slice(0, Math.max(limit, SLOW_CANDIDATES));
    default: {
      const never: never = sort;
      return never;
    }
  }
}

const openOf = (row: FactRow) => row.waiting + row.delayed + row.held + row.failed_retryable;
const createdAt = (id: string | null) => (id === null ? null : new Date(idTimeMs(id)));

function present(row: Judged, details: DetailRow | undefined): WebhookFigures {
  const ended = row.delivered + row.failed;
  const [top] = Object.entries(details?.causes ?? {}).sort(([, a], [, b]) => b - a);
  const percentile = (quantile: number) => {
    const ms = percentileMs(details?.latency ?? [], quantile);
    return ms === null ? null : Math.round(ms * 100) / 100;
  };
  return {
    webhookId: row.id,
    name: row.name,
    url: row.url,
    status: row.shown,
    statusReason: row.status_reason,
    health: row.health,
    attention: row.attention,
    total: row.total,
    delivered: row.delivered,
    retried: row.retried,
    failed: row.failed,
    successRate: ended === 0 ? null : row.delivered / ended,
    attempts: row.attempts,
    p50Ms: percentile(0.5),
    p95Ms: percentile(0.95),
    waiting: row.waiting,
    active: row.active,
    delayed: row.delayed,
    held: row.held,
    failedRetryable: row.failed_retryable,
    oldestWaitingMs: row.oldest_waiting_ms,
    oldestOpenAt: createdAt(row.oldest_open_id),
    breaker: { state: row.breaker, nextProbeAt: row.breaker === "open" ? row.probe_at : null },
    topCause: top === undefined ? null : { cause: top[0], count: top[1] },
    failingSince: row.failing_since,
    series: (details?.series ?? []).map(({ at, ok, failed }) => ({ at: new Date(at), ok, failed })),
  };
}

function summarise(rows: readonly Judged[]): WebhookFiguresList["summary"] {
  const sum = (key: "waiting" | "active" | "delayed" | "held" | "failed_retryable") =>
    rows.reduce((total, row) => total + row[key], 0);
  const oldestIds = rows.flatMap((row) => (row.oldest_open_id === null ? [] : [row.oldest_open_id])).sort();
  const waits = rows.flatMap((row) => (row.oldest_waiting_ms === null ? [] : [row.oldest_waiting_ms]));
  const count = (isOne: (row: Judged) => boolean) => rows.filter(isOne).length;
  return {
    webhooks: rows.length,
    attention: count(({ attention }) => attention !== null),
    health: Object.fromEntries(
      HEALTH_STATES.map((state) => [state, count(({ health }) => health.state === state)]),
    ) as WebhookFiguresList["summary"]["health"],
    paused: count(({ shown }) => shown === "paused"),
    waiting: sum("waiting"),
    active: sum("active"),
    delayed: sum("delayed"),
    held: sum("held"),
    failedRetryable: sum("failed_retryable"),
    oldestWaitingMs: waits.length === 0 ? null : Math.max(...waits),
    oldestOpenAt: createdAt(oldestIds[0] ?? null),
    failedIsCapped: (rows[0]?.failed_scanned ?? 0) > FAILED_MAX,
  };
}
