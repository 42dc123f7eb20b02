import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import {
  acceptEventOperation,
  getEventOperation,
  listEventsOperation,
  replayEventOperation,
} from "@/lib/http/operations/events";
import { listDeliveriesOperation } from "@/lib/http/operations/deliveries";
import type { EventFilter } from "./event-params";
import { callApi, callApiWithText } from "./fetcher";

export const EVENTS_PAGE = 50;
/** Deliveries of one event that its page shows in full; the rest is a link away. */
export const EVENT_DELIVERIES_MAX = 200;

export const eventKeys = {
  all: (workspace: string) => ["events", workspace] as const,
  lists: (workspace: string) => ["events", workspace, "list"] as const,
  list: (workspace: string, filter: EventFilter) => ["events", workspace, "list", filter] as const,
  detail: (workspace: string, id: string) => ["events", workspace, "detail", id] as const,
  deliveries: (workspace: string, id: string) => ["events", workspace, "deliveries", id] as const,
};

type Filter = Omit<EventFilter, "test"> & { test?: "true" | "false" };

export const listEvents = (
  workspace: string,
  { filter, cursor, limit = EVENTS_PAGE }: { filter: EventFilter; cursor?: string; limit?: number },
  signal?: AbortSignal,
) => callApi(listEventsOperation, { query: { ...(filter as Filter), limit, cursor } }, { workspace, signal });

export const eventsQuery = (workspace: string, filter: EventFilter) =>
  infiniteQueryOptions({
    queryKey: eventKeys.list(workspace, filter),
    queryFn: ({ signal, pageParam }) => listEvents(workspace, { filter, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });

export const eventQuery = (workspace: string, id: string) =>
  queryOptions({
    queryKey: eventKeys.detail(workspace, id),
    queryFn: ({ signal }) => callApi(getEventOperation, { params: { id } }, { workspace, signal }),
  });

/** The newest deliveries of an event, replays among them, with their statuses as they are now. */
export const eventDeliveriesQuery = (workspace: string, eventId: string) =>
  queryOptions({
    queryKey: eventKeys.deliveries(workspace, eventId),
    queryFn: ({ signal }) =>
      callApi(listDeliveriesOperation, { query: { eventId, limit: EVENT_DELIVERIES_MAX } }, { workspace, signal }),
  });

export const replayEvent = (workspace: string, id: string, body: { webhookId?: string }) =>
  callApi(replayEventOperation, { params: { id }, body }, { workspace });

/** What a form sends; `dataText` is JSON, and goes out as it was typed. */
export type EventDraft = { type: string; dataText: string; projectId?: string; idempotencyKey?: string };

/** @param attemptKey the same for every try at the same draft, so that a second click sends nothing twice. */
export const sendEvent = (workspace: string, draft: EventDraft, attemptKey: string) =>
  callApiWithText(acceptEventOperation, {}, bodyOf(draft), {
    workspace,
    ...(draft.idempotencyKey === undefined && { idempotencyKey: attemptKey }),
  });

function bodyOf({ type, dataText, projectId, idempotencyKey }: EventDraft): string {
  const members = Object.entries({ type, projectId, idempotencyKey }).flatMap(([name, value]) =>
    value === undefined ? [] : [`${JSON.stringify(name)}:${JSON.stringify(value)}`],
  );
  return `{${[...members, `"data":${dataText}`].join(",")}}`;
}
