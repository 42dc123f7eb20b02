import type { Sql } from "@/lib/platform/db";
import { applyStatDeltas } from "@/lib/stats";
import { ATTEMPT_COLUMNS, DELIVERY_COLUMNS } from "./attempt-columns";
import { columnsOf } from "./columns";
import { deliveredByHand, statDeltasOf } from "./record-attempts";
import type { RecordedAttempt } from "./recorded-attempt";
import { CANCEL_SCHEDULED, RECORD_HISTORY } from "./record-statements";

const ROWS_PER_STATEMENT = 1_000;

/**
 * Records attempts that were made in the past, with all that followed from them, in the caller's transaction: rows,
 * counters, what is planned next and since when a webhook fails are as if a worker had recorded each when it ended.
 * @param recorded each delivery's in order of their numbers, beginning with its first.
 */
export async function recordHistory(sql: Sql, workerId: string, recorded: readonly RecordedAttempt[]): Promise<void> {
  const deliveryIds = [...new Set(recorded.map(({ attempt }) => attempt.delivery.deliveryId))];
  await sql("DELETE FROM planned_attempts WHERE delivery_id = ANY($1::text[]) AND trigger = 'schedule'", [deliveryIds]);
  for (const wave of wavesOf(keepLastPlans(recorded))) {
    for (let from = 0; from < wave.length; from += ROWS_PER_STATEMENT) {
      const some = wave.slice(from, from + ROWS_PER_STATEMENT);
      await sql(RECORD_HISTORY, [workerId, ...columnsOf(ATTEMPT_COLUMNS, some), ...columnsOf(DELIVERY_COLUMNS, some)]);
      await sql(CANCEL_SCHEDULED, [deliveredByHand(some)]);
    }
  }
  await applyStatDeltas(sql, recorded.flatMap(statDeltasOf));
  const failingSince = failingSinceOf(recorded);
  await sql(NOTE_FAILING_SINCE, [[...failingSince.keys()], [...failingSince.values()]]);
}

const NOTE_FAILING_SINCE = `
UPDATE webhooks w SET failing_since = to_timestamp(nullif(u.ms, 0) / 1000), warned_at = NULL
FROM unnest($1::text[], $2::float8[]) AS u(id, ms) WHERE w.id = u.id`;

/** What was planned after an attempt is over once the next scheduled one is there. */
function keepLastPlans(recorded: readonly RecordedAttempt[]): RecordedAttempt[] {
  const isFollowed = new Set<string>();
  return recorded
    .toReversed()
    .map((each) => {
      const { deliveryId, trigger } = each.attempt.delivery;
      const followed = isFollowed.has(deliveryId);
      if (trigger === "schedule") isFollowed.add(deliveryId);
      return followed ? { ...each, transition: { ...each.transition, retryInMs: null } } : each;
    })
    .toReversed();
}

/** One statement can change a delivery once: first attempts, second attempts, and so on. */
function wavesOf(recorded: readonly RecordedAttempt[]): RecordedAttempt[][] {
  const waves: RecordedAttempt[][] = [];
  for (const each of recorded) (waves[each.number - 1] ??= []).push(each);
  return waves.filter((wave) => wave !== undefined);
}

/** The end of the first failure after the last success of each webhook; 0 when its last attempt was a success. */
function failingSinceOf(recorded: readonly RecordedAttempt[]): Map<string, number> {
  const endOf = ({ attempt }: RecordedAttempt) => attempt.startedAtMs + attempt.result.phases.totalMs;
  const since = new Map<string, number>();
  for (const each of recorded.toSorted((a, b) => endOf(a) - endOf(b))) {
    const { id } = each.attempt.delivery.webhook;
    if (each.attempt.ok) since.set(id, 0);
    else if ((since.get(id) ?? 0) === 0) since.set(id, endOf(each));
  }
  return since;
}
