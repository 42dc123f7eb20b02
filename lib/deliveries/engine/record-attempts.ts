import type { Database } from "@/lib/platform/db";
import { type DeliveryState, type StatDelta, statStatements, transitionDelta } from "@/lib/stats";
import type { Attempt } from "./attempt";
import { attemptRowOf, columnsOf, deliveryRowOf } from "./attempt-row";
import type { AttemptTrigger } from "./claimed-delivery";
import { decideTransition, type DeliveryRow, type Transition } from "./decide-transition";
import {
  ATTEMPT_COLUMN_NAMES,
  DELIVERY_COLUMN_NAMES,
  NOTE_FAILING,
  RECORD_ATTEMPTS,
  RELEASE_PLANNED,
} from "./record-statements";

export type RecordedAttempt = { attempt: Attempt; before: DeliveryRow; number: number; transition: Transition };

type ReleasedRow = {
  delivery_id: string;
  trigger: AttemptTrigger;
  status: DeliveryState;
  attempt_count: number;
  schedule_step: number;
};

/**
 * Records attempts with all that follows from them in one transaction. An attempt whose lease is lost (this process was
 * frozen, or cut off for too long) is not among the answer: it changes nothing.
 * @param attempts at most one of each delivery.
 */
export function recordAttempts(
  database: Database,
  workerId: string,
  attempts: readonly Attempt[],
): Promise<RecordedAttempt[]> {
  return database.transaction(async (sql, atEnd) => {
    const released = await sql<ReleasedRow>(RELEASE_PLANNED, [
      workerId,
      attempts.map(({ delivery }) => delivery.deliveryId),
      attempts.map(({ delivery }) => delivery.trigger),
      attempts.map(({ delivery }) => delivery.lease),
    ]);
    const recorded = decide(attempts, released);
    if (recorded.length === 0) return [];
    const attemptRows = recorded.map(({ attempt, number }) => attemptRowOf(attempt, number));
    const deliveryRows = recorded.map(({ attempt, before, transition }) => deliveryRowOf(attempt, before, transition));
    atEnd(RECORD_ATTEMPTS, [
      workerId,
      ...columnsOf(ATTEMPT_COLUMN_NAMES, attemptRows),
      ...columnsOf(DELIVERY_COLUMN_NAMES, deliveryRows),
    ]);
    const lastOk = new Map(recorded.map(({ attempt }) => [attempt.delivery.webhook.id, attempt.ok]));
    const webhookIds = [...lastOk.keys()].sort();
    atEnd(NOTE_FAILING, [webhookIds, webhookIds.map((id) => lastOk.get(id))]);
    for (const statement of statStatements(recorded.flatMap(statDeltasOf))) atEnd(...statement);
    return recorded;
  });
}

function decide(attempts: readonly Attempt[], released: readonly ReleasedRow[]): RecordedAttempt[] {
  const rowOf = new Map(released.map((row) => [`${row.delivery_id} ${row.trigger}`, row]));
  return attempts.flatMap((attempt) => {
    const row = rowOf.get(`${attempt.delivery.deliveryId} ${attempt.delivery.trigger}`);
    if (row === undefined) return [];
    const before = { state: row.status, attemptCount: row.attempt_count, scheduleStep: row.schedule_step };
    const transition = decideTransition(before, attempt, Math.random());
    return [{ attempt, before, number: before.attemptCount + 1, transition }];
  });
}

/** The delivery counts in the minute it was created, the attempt in the minute it was made. */
export function statDeltasOf({ attempt, before, number, transition }: RecordedAttempt): StatDelta[] {
  const { delivery, ok, result, cause } = attempt;
  const { id: webhookId, workspaceId, projectId } = delivery.webhook;
  const of = { webhookId, workspaceId, projectId };
  const isFirst = number === 1;
  return [
    { ...of, atMs: delivery.createdAtMs, counters: transitionDelta(before.state, transition.state, number) },
    {
      ...of,
      atMs: attempt.startedAtMs,
      counters: {
        attempts: 1,
        attemptsOk: ok ? 1 : 0,
        firstAttempts: isFirst ? 1 : 0,
        firstAttemptsOk: isFirst && ok ? 1 : 0,
      },
      latenciesMs: [result.phases.totalMs],
      codes: [result.outcome === "response" ? String(result.status) : "none"],
      causes: ok || cause === null ? [] : [cause.cause],
    },
  ];
}
