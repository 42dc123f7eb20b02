import { type Database, sqlStateOf } from "@/lib/platform/db";
import { type DeliveryState, type StatDelta, statStatements, transitionDelta } from "@/lib/stats";
import type { Attempt } from "./attempt";
import { ATTEMPT_COLUMNS, CLAIMED_COLUMNS, DELIVERY_COLUMNS } from "./attempt-columns";
import { columnsOf } from "./columns";
import type { AttemptTrigger } from "./claimed-delivery";
import { decideTransition, type DeliveryRow } from "./decide-transition";
import {
  CANCEL_SCHEDULED,
  NOT_AS_CLAIMED,
  NOTE_FAILING,
  RECORD_ATTEMPTS,
  RECORD_CLAIMED,
  RELEASE_PLANNED,
} from "./record-statements";
import type { RecordedAttempt } from "./recorded-attempt";

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
export async function recordAttempts(
  database: Database,
  workerId: string,
  attempts: readonly Attempt[],
): Promise<RecordedAttempt[]> {
  try {
    return await recordAsClaimed(database, workerId, attempts);
  } catch (error) {
    if (sqlStateOf(error) !== NOT_AS_CLAIMED) throw error;
    return recordAsFound(database, workerId, attempts);
  }
}

/** Nearly always deliveries are as they were claimed: then all of it goes to the server at once, without a question before. */
function recordAsClaimed(database: Database, workerId: string, attempts: readonly Attempt[]) {
  return database.transaction(async (_sql, atEnd) => {
    const recorded = attempts.map((attempt) => {
      const { state, attemptCount, scheduleStep } = attempt.delivery;
      return decide(attempt, { state, attemptCount, scheduleStep });
    });
    const columns = [ATTEMPT_COLUMNS, DELIVERY_COLUMNS, CLAIMED_COLUMNS];
    atEnd(RECORD_CLAIMED, [workerId, ...columns.flatMap((each) => columnsOf(each, recorded))]);
    recordConsequences(recorded, atEnd);
    return recorded;
  });
}

/** Locks deliveries and asks what they are now. What another worker took over, or somebody cancelled, is left out. */
function recordAsFound(database: Database, workerId: string, attempts: readonly Attempt[]) {
  return database.transaction(async (sql, atEnd) => {
    const released = await sql<ReleasedRow>(RELEASE_PLANNED, [
      workerId,
      attempts.map(({ delivery }) => delivery.deliveryId),
      attempts.map(({ delivery }) => delivery.trigger),
      attempts.map(({ delivery }) => delivery.lease),
    ]);
    const rowOf = new Map(released.map((row) => [`${row.delivery_id} ${row.trigger}`, row]));
    const recorded = attempts.flatMap((attempt) => {
      const row = rowOf.get(`${attempt.delivery.deliveryId} ${attempt.delivery.trigger}`);
      if (row === undefined) return [];
      return [decide(attempt, { state: row.status, attemptCount: row.attempt_count, scheduleStep: row.schedule_step })];
    });
    if (recorded.length === 0) return [];
    const columns = [ATTEMPT_COLUMNS, DELIVERY_COLUMNS];
    atEnd(RECORD_ATTEMPTS, [workerId, ...columns.flatMap((each) => columnsOf(each, recorded))]);
    recordConsequences(recorded, atEnd);
    return recorded;
  });
}

function recordConsequences(
  recorded: readonly RecordedAttempt[],
  atEnd: (text: string, values: unknown[]) => void,
): void {
  const byHand = deliveredByHand(recorded);
  if (byHand.length > 0) atEnd(CANCEL_SCHEDULED, [byHand]);
  const lastOk = new Map(recorded.map(({ attempt }) => [attempt.delivery.webhook.id, attempt.ok]));
  const webhookIds = [...lastOk.keys()].sort();
  atEnd(NOTE_FAILING, [webhookIds, webhookIds.map((id) => lastOk.get(id))]);
  for (const statement of statStatements(recorded.flatMap(statDeltasOf))) atEnd(...statement);
}

/** @returns the ids of deliveries that a manual attempt delivered. */
export function deliveredByHand(recorded: readonly RecordedAttempt[]): string[] {
  return recorded.flatMap(({ attempt: { ok, delivery } }) =>
    ok && delivery.trigger === "manual" ? [delivery.deliveryId] : [],
  );
}

function decide(attempt: Attempt, before: DeliveryRow): RecordedAttempt {
  const transition = decideTransition(before, attempt, Math.random());
  return { attempt, before, number: before.attemptCount + 1, transition };
}

/** The delivery counts in the minute it was created, the attempt in the minute it was made. */
export function statDeltasOf({ attempt, before, number, transition }: RecordedAttempt): StatDelta[] {
  const { delivery, ok, result, cause } = attempt;
  const { id: webhookId, workspaceId, projectId } = delivery.webhook;
  const isFirst = number === 1;
  const counters = {
    attempts: 1,
    attemptsOk: ok ? 1 : 0,
    firstAttempts: isFirst ? 1 : 0,
    firstAttemptsOk: isFirst && ok ? 1 : 0,
  };
  const made: StatDelta = {
    webhookId,
    workspaceId,
    projectId,
    atMs: attempt.startedAtMs,
    counters,
    latencyMs: result.phases.totalMs,
    code: result.outcome === "response" ? String(result.status) : "none",
    cause: ok ? undefined : cause?.cause,
  };
  if (before.state === transition.state) return [made];
  const changed = transitionDelta(before.state, transition.state, number);
  return [made, { webhookId, workspaceId, projectId, atMs: delivery.createdAtMs, counters: changed }];
}
