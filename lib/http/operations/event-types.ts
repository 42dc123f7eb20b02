import { z } from "zod";
import {
  CreateEventTypeInput,
  EventType,
  EventTypeName,
  EventTypePage,
  ListEventTypesQuery,
  UpdateEventTypeInput,
} from "@/lib/event-types/schemas";
import { ListSubscribersQuery, SubscriberPage } from "@/lib/events/schemas";
import { defineOperation } from "../operation";

const tag = "Event types";
const params = z.strictObject({ name: EventTypeName });

export const listEventTypesOperation = defineOperation({
  id: "listEventTypes",
  method: "GET",
  path: "/api/event-types",
  tag,
  summary: "List the catalogue of event types",
  scope: "event-types:read",
  query: ListEventTypesQuery,
  status: 200,
  response: EventTypePage,
});

export const createEventTypeOperation = defineOperation({
  id: "createEventType",
  method: "POST",
  path: "/api/event-types",
  tag,
  summary: "Add an event type to the catalogue",
  scope: "event-types:write",
  body: CreateEventTypeInput,
  status: 201,
  response: EventType,
});

export const getEventTypeOperation = defineOperation({
  id: "getEventType",
  method: "GET",
  path: "/api/event-types/{name}",
  tag,
  summary: "Get an event type",
  scope: "event-types:read",
  params,
  status: 200,
  response: EventType,
});

export const updateEventTypeOperation = defineOperation({
  id: "updateEventType",
  method: "PATCH",
  path: "/api/event-types/{name}",
  tag,
  summary: "Change an event type's description, schema or example",
  scope: "event-types:write",
  params,
  body: UpdateEventTypeInput,
  status: 200,
  response: EventType,
});

export const deleteEventTypeOperation = defineOperation({
  id: "deleteEventType",
  method: "DELETE",
  path: "/api/event-types/{name}",
  tag,
  summary: "Delete an event type that no webhook subscribes to",
  scope: "event-types:write",
  params,
  status: 204,
});

export const listSubscribersOperation = defineOperation({
  id: "listSubscribers",
  method: "GET",
  path: "/api/event-types/{name}/subscribers",
  tag,
  summary: "List the webhooks that an event of this type is for",
  scope: "webhooks:read",
  params,
  query: ListSubscribersQuery,
  status: 200,
  response: SubscriberPage,
});
