import { type AppError, invalidFields } from "@/lib/core/errors";
import type { Sql } from "@/lib/platform/db";
import { claimKeys, type KeyOutcome } from "./claim-keys";
import type { AcceptedEvent, AcceptedRequest, IngestRequest, PlanError } from "./ingest-types";
import { deliveriesOf, insertEvents } from "./insert-events";
import { type Group, groupByKey, keyReused, leadersOf, toAccepted } from "./keyed-groups";
import { planRequest } from "./plan-request";
import { readCatalogues } from "./read-catalogue";
import { nearestNames } from "./nearest-names";

/** Where to write: one statement by itself, or several that are committed together. */
export type EventStore = { sql: Sql; transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T> };

export type RequestOutcome =
  | { outcome: "accepted"; accepted: AcceptedRequest }
  | { outcome: "refused"; error: AppError };

/**
 * Accepts a group of requests at once: one read of what they are about, one statement that writes them. When it returns,
 * what was accepted is committed (or part of the caller's transaction). Requests with a mistake are refused by
 * themselves. Ringing and telling dashboards is left to the caller.
 * @throws AppError `idempotency_key_reused` when a batch turned out to have a used key after others of its keys were
 * claimed: nothing is written then, and each request should be tried by itself.
 */
export async function acceptRequests(
  store: EventStore,
  requests: readonly IngestRequest[],
  nowMs: number,
): Promise<RequestOutcome[]> {
  const catalogues = await readCatalogues(store.sql, requests);
  const refusals = new Map<IngestRequest, AppError>();
  const groups: Group[] = [];
  for (const request of requests) {
    const catalogue = catalogues.get(request.workspaceId);
    const plan = catalogue === undefined ? undefined : planRequest(request, catalogue, nowMs);
    if (plan?.outcome === "planned") groups.push(...groupByKey(request, plan.events));
    else refusals.set(request, await refuse(store.sql, request, plan?.errors ?? []));
  }
  const written = await writeGroups(store, groups);
  return requests.map((request) => {
    const error = refusals.get(request) ?? written.refusals.get(request);
    if (error !== undefined) return { outcome: "refused", error };
    return {
      outcome: "accepted",
      accepted: written.accepted.get(request) ?? { events: [], ringWebhookIds: [], created: [] },
    };
  });
}

type Written = { accepted: Map<IngestRequest, AcceptedRequest>; refusals: Map<IngestRequest, AppError> };

async function writeGroups(store: EventStore, groups: Group[]): Promise<Written> {
  const { claims, outcomeOf } = leadersOf(groups);
  // Without keys one statement is the whole transaction: no round trips to begin and commit it.
  if (claims.length === 0) {
    await insertGroups(store.sql, groups);
    return settle(groups, () => ({ outcome: "claimed" }));
  }
  return store.transaction(async (sql) => {
    const outcomes = await claimKeys(sql, claims);
    const written = settle(groups, (group) => outcomeOf(group, outcomes));
    await insertGroups(
      sql,
      groups.filter((group) => outcomeOf(group, outcomes).outcome === "claimed"),
    );
    return written;
  });
}

async function insertGroups(sql: Sql, groups: Group[]): Promise<void> {
  const events = groups.flatMap(({ planned }) => planned);
  await insertEvents(sql, events, deliveriesOf(events), "event");
}

function settle(groups: Group[], outcomeOf: (group: Group) => KeyOutcome): Written {
  const accepted = new Map<IngestRequest, AcceptedRequest>();
  const refusals = new Map<IngestRequest, AppError>();
  for (const group of groups) {
    const { request, planned, indexes } = group;
    const outcome = outcomeOf(group);
    if (outcome.outcome === "reused") {
      // Others of its keys may be claimed by now; only a rollback gives them back.
      if (request.key === undefined && request.events.length > 1) throw keyReused(group);
      refusals.set(request, keyReused(group));
      continue;
    }
    const result = accepted.get(request) ?? { events: [], ringWebhookIds: [], created: [] };
    accepted.set(request, result);
    const answers =
      outcome.outcome === "claimed" ? planned.map(toAccepted) : (JSON.parse(outcome.response) as AcceptedEvent[]);
    indexes.forEach((index, n) => {
      const answer = answers[n];
      if (answer !== undefined) result.events[index] = answer;
    });
    if (outcome.outcome === "claimed") {
      result.created.push(...planned);
      for (const { deliveries } of planned)
        result.ringWebhookIds.push(...deliveries.filter(({ paused }) => !paused).map(({ webhookId }) => webhookId));
    }
  }
  return { accepted, refusals };
}

/** The 422, with the nearest known names for types that were mistyped. */
async function refuse(sql: Sql, request: IngestRequest, errors: PlanError[]): Promise<AppError> {
  if (!errors.some(({ unknownType }) => unknownType !== undefined)) return invalidFields(...errors);
  const rows = await sql<{ name: string }>("SELECT name FROM event_types WHERE workspace_id = $1", [
    request.workspaceId,
  ]);
  const known = rows.map(({ name }) => name);
  return invalidFields(
    ...errors.map(({ path, message, unknownType }) => {
      if (unknownType === undefined) return { path, message };
      const near = nearestNames(unknownType, known).join(" or ");
      const advice =
        near === "" ? "Create it with POST /api/event-types, or use one that is there." : `Did you mean ${near}?`;
      return { path, message: `${message}. ${advice}` };
    }),
  );
}
