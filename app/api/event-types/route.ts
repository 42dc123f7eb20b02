import { createEventType, listEventTypes } from "@/lib/event-types";
import { handle } from "@/lib/http";
import { createEventTypeOperation, listEventTypesOperation } from "@/lib/http/operations/event-types";

export const GET = handle(listEventTypesOperation, (ctx, { query }) => listEventTypes(ctx, query));
export const POST = handle(createEventTypeOperation, (ctx, { body }) => createEventType(ctx, body));
