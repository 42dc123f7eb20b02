import { createHash } from "node:crypto";
import { type Context, requireScope } from "@/lib/access";
import { AppError, invalidFields } from "@/lib/core/errors";
import { elementSpans, type JsonSpan, memberSpan } from "@/lib/core/json";
import type { AcceptedEvent, IncomingEvent, IngestRequest } from "./ingest-types";
import type { Ingestor } from "./ingestor";
import type { AcceptBatchInput, AcceptEventInput } from "./schemas";

type Call<Body> = { body: Body; rawBody: string; idempotencyKey: string | undefined; markReplayed?: () => void };

/**
 * Takes one event; its data is cut out of the body as it was written. When it returns, the event and its deliveries are
 * committed. The key may stand in the header or in the body.
 * @throws AppError `validation_failed`, `idempotency_key_reused`
 */
export async function acceptEvent(
  ctx: Context,
  ingestor: Ingestor,
  { body, rawBody, idempotencyKey, markReplayed }: Call<AcceptEventInput>,
): Promise<AcceptedEvent> {
  requireScope(ctx.actor, "events:write");
  if (body.idempotencyKey != null && idempotencyKey !== undefined && body.idempotencyKey !== idempotencyKey) {
    throw invalidFields({
      path: "idempotencyKey",
      message: "differs from the header Idempotency-Key; give one of them, or the same in both",
    });
  }
  const event = toIncoming(body, rawBody, undefined);
  const [accepted] = await ingestor.submit({
    workspaceId: ctx.workspace.id,
    requestId: ctx.requestId,
    replayed: markReplayed,
    events: [{ ...event, idempotencyKey: body.idempotencyKey ?? idempotencyKey }],
  });
  return present(accepted);
}

export const BATCH_OPERATION = "POST /api/events/batch";

/**
 * Takes up to a thousand events, all or none. The key is either one for the batch, in the header, or one for each event.
 * @throws AppError as `acceptEvent`, each field named like `events.3.type`.
 */
export async function acceptBatch(
  ctx: Context,
  ingestor: Ingestor,
  { body, rawBody, idempotencyKey, markReplayed }: Call<AcceptBatchInput>,
): Promise<{ data: AcceptedEvent[] }> {
  requireScope(ctx.actor, "events:write");
  const keyed = body.events.findIndex((event) => event.idempotencyKey != null);
  if (idempotencyKey !== undefined && keyed !== -1) {
    throw invalidFields({
      path: `events.${keyed}.idempotencyKey`,
      message: "the header Idempotency-Key is for the whole batch; give that one, or one for each event",
    });
  }
  const list = memberSpan(rawBody, "events");
  const spans = list === null ? [] : (elementSpans(rawBody, list) ?? []);
  const events = body.events.map((event, index) => toIncoming(event, rawBody, spans[index]));
  const data = await ingestor.submit({
    workspaceId: ctx.workspace.id,
    requestId: ctx.requestId,
    replayed: markReplayed,
    events,
    pathOf: (index) => `events.${index}.`,
    ...(idempotencyKey === undefined ? {} : { key: batchKey(idempotencyKey, rawBody) }),
  });
  return { data: data.map(present) };
}

function batchKey(key: string, rawBody: string): IngestRequest["key"] {
  return { key, operation: BATCH_OPERATION, hash: createHash("sha256").update(rawBody).digest("hex") };
}

function toIncoming(event: AcceptEventInput, rawBody: string, at: JsonSpan | undefined): IncomingEvent {
  const span = memberSpan(rawBody, "data", at);
  if (span === null) throw invalidFields({ path: "data", message: "is required: any JSON value" });
  const { type, projectId, occurredAt, idempotencyKey, data } = event;
  return { type, projectId, occurredAt, idempotencyKey, data, dataText: rawBody.slice(span.start, span.end) };
}

function present(accepted: AcceptedEvent | undefined): AcceptedEvent {
  if (accepted === undefined) throw new AppError("internal", "The event was not answered for.");
  return accepted;
}
