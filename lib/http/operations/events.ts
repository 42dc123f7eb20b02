import { z } from "zod";
import { idOf } from "@/lib/core/schemas";
import {
  AcceptBatchInput,
  AcceptedBatch,
  AcceptedEvent,
  AcceptEventInput,
  BATCH_BYTES_MAX,
  EventDetail,
  EventPage,
  ListEventsQuery,
  ReplayEventInput,
  ReplayResult,
} from "@/lib/events/schemas";
import { defineOperation } from "../operation";

const tag = "Events";
const params = z.strictObject({ id: idOf("event") });

export const acceptEventOperation = defineOperation({
  id: "acceptEvent",
  method: "POST",
  path: "/api/events",
  tag,
  summary: "Send an event to every webhook that subscribes to it",
  scope: "events:write",
  body: AcceptEventInput,
  status: 202,
  response: AcceptedEvent,
  ownIdempotency: true,
});

export const acceptBatchOperation = defineOperation({
  id: "acceptBatch",
  method: "POST",
  path: "/api/events/batch",
  tag,
  summary: "Send up to 1,000 events, all or none",
  scope: "events:write",
  body: AcceptBatchInput,
  bodyBytesMax: BATCH_BYTES_MAX,
  status: 202,
  response: AcceptedBatch,
  ownIdempotency: true,
});

export const listEventsOperation = defineOperation({
  id: "listEvents",
  method: "GET",
  path: "/api/events",
  tag,
  summary: "List events, newest first",
  scope: "events:read",
  query: ListEventsQuery,
  status: 200,
  response: EventPage,
});

export const getEventOperation = defineOperation({
  id: "getEvent",
  method: "GET",
  path: "/api/events/{id}",
  tag,
  summary: "Get an event, and which webhooks were called or why not",
  scope: "events:read",
  params,
  status: 200,
  response: EventDetail,
});

export const replayEventOperation = defineOperation({
  id: "replayEvent",
  method: "POST",
  path: "/api/events/{id}/replay",
  tag,
  summary: "Send an event again, as new deliveries under the same event id",
  scope: "events:write",
  params,
  body: ReplayEventInput,
  bodyOptional: true,
  status: 202,
  response: ReplayResult,
});
