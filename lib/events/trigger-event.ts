import type { Context } from "@/lib/access";
import { AppError, invalidFields } from "@/lib/core/errors";
import { inTransaction, sqlOf } from "@/lib/platform/db";
import { acceptRequests } from "./accept-requests";
import { announce } from "./announce";
import { dataTextOf } from "./data-text";
import type { AcceptedEvent } from "./ingest-types";
import { isOperational } from "./subscription";

export type TriggerInput = { type: string; data: unknown; projectId?: string | null };

/**
 * Triggers an event of our own in the caller's transaction: the event exists exactly when the change that caused it does.
 * Workers and dashboards are told after the commit.
 * @throws AppError `validation_failed` when the type is unknown or its schema refuses the data.
 */
export async function triggerEvent(ctx: Context, input: TriggerInput): Promise<AcceptedEvent> {
  const { type, projectId } = input;
  const data = dataTextOf(input.data);
  if (data.outcome === "refused") throw invalidFields({ path: "data", message: data.message });
  const request = {
    workspaceId: ctx.workspace.id,
    requestId: ctx.requestId,
    events: [{ type, projectId, dataText: data.text, acceptedAtMs: ctx.atMs }],
    operational: isOperational(type),
  };
  const store = {
    sql: sqlOf(ctx.db),
    transaction: <T>(work: (sql: ReturnType<typeof sqlOf>) => Promise<T>) =>
      inTransaction(ctx.db, (db) => work(sqlOf(db))),
  };
  const [outcome] = await acceptRequests(store, [request], Date.now());
  if (outcome?.outcome !== "accepted")
    throw outcome?.error ?? new AppError("internal", "The event was not answered for.");
  const { created, events } = outcome.accepted;
  ctx.afterCommit(() => announce(ctx.services, created));
  const [accepted] = events;
  if (accepted === undefined) throw new AppError("internal", "The event was not answered for.");
  return accepted;
}
