import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type {
  acceptEventOperation,
  getEventOperation,
  listEventsOperation,
  replayEventOperation,
} from "@/lib/http/operations/events";
import type { listDeliveriesOperation } from "@/lib/http/operations/deliveries";
import { type EventFilter, type EventParams, toEventFilter } from "./event-params";
import { callApi, callApiWithText } from "./fetcher";

export const EVENTS_PAGE = 50;
/** Deliveries of one event that its page shows in full; the rest is a link away. */
export const EVENT_DELIVERIES_MAX = 200;

export const eventKeys = {
  all: (workspace: string) => ["events", workspace] as const,
  list: (workspace: string, params: EventParams) => ["events", workspace, "list", params] as const,
  newest: (workspace: string, params: EventParams) => ["events", workspace, "newest", params] as const,
  detail: (workspace: string, id: string) => ["events", workspace, "detail", id] as const,
  deliveries: (workspace: string, id: string) => ["events", workspace, "deliveries", id] as const,
};

type Wanted = Omit<EventFilter, "test"> & { test?: "true" | "false" };

const listEvents = (workspace: string, params: EventParams, cursor: string | undefined, signal: AbortSignal) =>
  callApi<typeof listEventsOperation>(
    "GET /api/events",
    { query: { ...(toEventFilter(params, Date.now()) as Wanted), limit: EVENTS_PAGE, cursor } },
    { workspace, signal },
  );

/** A relative span is taken when it is asked for, so that its key stays the same while time goes by. */
export const eventsQuery = (workspace: string, params: EventParams) =>
  infiniteQueryOptions({
    queryKey: eventKeys.list(workspace, params),
    queryFn: ({ signal, pageParam }) => listEvents(workspace, params, pageParam ?? undefined, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

/** The first page as it is now, beside the one that somebody reads. */
export const newestEventsQuery = (workspace: string, params: EventParams) =>
  queryOptions({
    queryKey: eventKeys.newest(workspace, params),
    queryFn: ({ signal }) => listEvents(workspace, params, undefined, signal),
  });

export const eventQuery = (workspace: string, id: string) =>
  queryOptions({
    queryKey: eventKeys.detail(workspace, id),
    queryFn: ({ signal }) =>
      callApi<typeof getEventOperation>("GET /api/events/{id}", { params: { id } }, { workspace, signal }),
  });

/** The newest deliveries of an event, replays among them, with their statuses as they are now. */
export const eventDeliveriesQuery = (workspace: string, eventId: string) =>
  queryOptions({
    queryKey: eventKeys.deliveries(workspace, eventId),
    queryFn: ({ signal }) =>
      callApi<typeof listDeliveriesOperation>(
        "GET /api/deliveries",
        { query: { eventId, limit: EVENT_DELIVERIES_MAX } },
        { workspace, signal },
      ),
  });

/** @param idempotencyKey the same for every try, so that a second click sends nothing twice. */
export const replayEvent = (workspace: string, id: string, body: { webhookId?: string }, idempotencyKey: string) =>
  callApi<typeof replayEventOperation>(
    "POST /api/events/{id}/replay",
    { params: { id }, body },
    { workspace, idempotencyKey },
  );

/** What a form sends; `dataText` is JSON, and goes out as it was typed. */
export type EventDraft = { type: string; dataText: string; projectId?: string; idempotencyKey?: string };

/** @param attemptKey the same for every try at the same draft, so that a second click sends nothing twice. */
export const sendEvent = (workspace: string, draft: EventDraft, attemptKey: string) =>
  callApiWithText<typeof acceptEventOperation>("POST /api/events", {}, bodyOf(draft), {
    workspace,
    ...(draft.idempotencyKey === undefined && { idempotencyKey: attemptKey }),
  });

function bodyOf({ type, dataText, projectId, idempotencyKey }: EventDraft): string {
  const members = Object.entries({ type, projectId, idempotencyKey }).flatMap(([name, value]) =>
    value === undefined ? [] : [`${JSON.stringify(name)}:${JSON.stringify(value)}`],
  );
  return `{${[...members, `"data":${dataText}`].join(",")}}`;
}
