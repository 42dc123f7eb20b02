import { createHash } from "node:crypto";
import { AppError } from "@/lib/core/errors";
import type { AcceptedEvent, IncomingEvent, IngestRequest, PlannedEvent } from "./ingest-types";
import { type KeyClaim, type KeyOutcome, nameOf } from "./claim-keys";

/** One event's key is the same key on every way in: single call, batch, in-process service. */
export const EVENT_OPERATION = "POST /api/events";

/** What is written once or replayed: the events of one key, or events without one (`claim` is null). */
export type Group = { request: IngestRequest; indexes: number[]; planned: PlannedEvent[]; claim: KeyClaim | null };

/** @returns a digest of what an event says: the same event has the same one, whichever way it came in. */
export function eventHash({ type, projectId, occurredAt, dataText }: IncomingEvent): string {
  const head = JSON.stringify([type, projectId ?? null, occurredAt ?? null]);
  return createHash("sha256").update(`${head}\n${dataText}`).digest("hex");
}

/** Splits a planned request by key: all of it under its own key or under none, or each event under the event's. */
export function groupByKey(request: IngestRequest, planned: PlannedEvent[]): Group[] {
  const { workspaceId, key } = request;
  const indexes = planned.map((_event, index) => index);
  if (key !== undefined) {
    return [
      { request, indexes, planned, claim: { workspaceId, ...key, response: JSON.stringify(planned.map(toAccepted)) } },
    ];
  }
  if (request.events.every(({ idempotencyKey }) => idempotencyKey == null))
    return [{ request, indexes, planned, claim: null }];
  return planned.map((event, index) => {
    const incoming = request.events[index];
    const claim =
      incoming?.idempotencyKey == null
        ? null
        : {
            workspaceId,
            key: incoming.idempotencyKey,
            operation: EVENT_OPERATION,
            hash: eventHash(incoming),
            response: JSON.stringify([toAccepted(event)]),
          };
    return { request, indexes: [index], planned: [event], claim };
  });
}

export function toAccepted({ id, type, deliveries }: PlannedEvent): AcceptedEvent {
  return { id, type, deliveries: deliveries.length };
}

/**
 * Twins that arrived together: the first of each key is claimed in the database, the rest share its fate.
 * @returns the claims to make, and how to tell a group's outcome from theirs.
 */
export function leadersOf(groups: readonly Group[]): {
  claims: KeyClaim[];
  outcomeOf: (group: Group, outcomes: KeyOutcome[]) => KeyOutcome;
} {
  const leaders = new Map<string, { claim: KeyClaim; position: number }>();
  for (const { claim } of groups) {
    if (claim === null) continue;
    const name = nameOf(claim.workspaceId, claim.key);
    if (!leaders.has(name)) leaders.set(name, { claim, position: leaders.size });
  }
  return {
    claims: [...leaders.values()].map(({ claim }) => claim),
    outcomeOf: ({ claim }, outcomes) => {
      const leader = claim === null ? undefined : leaders.get(nameOf(claim.workspaceId, claim.key));
      if (claim === null || leader === undefined) return { outcome: "claimed" };
      const outcome = outcomes[leader.position] ?? { outcome: "reused" };
      if (leader.claim === claim) return outcome;
      const same = leader.claim.hash === claim.hash && leader.claim.operation === claim.operation;
      if (!same) return { outcome: "reused" };
      return outcome.outcome === "claimed" ? { outcome: "replayed", response: leader.claim.response } : outcome;
    },
  };
}

/** @returns the 409 of a key that stands for something else, naming the event in a batch. */
export function keyReused(group: Group): AppError {
  const { request, indexes } = group;
  const path =
    request.key === undefined ? `${request.pathOf?.(indexes[0] ?? 0) ?? ""}idempotencyKey` : "Idempotency-Key";
  return new AppError(
    "idempotency_key_reused",
    "This idempotency key was used for another request within 24 hours. Use a new key for a new event.",
    {
      errors: [{ path, message: `"${group.claim?.key ?? ""}" stands for another request` }],
    },
  );
}
