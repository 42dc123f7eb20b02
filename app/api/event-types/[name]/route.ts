import { deleteEventType, getEventType, updateEventType } from "@/lib/event-types";
import { handle } from "@/lib/http";
import {
  deleteEventTypeOperation,
  getEventTypeOperation,
  updateEventTypeOperation,
} from "@/lib/http/operations/event-types";

export const GET = handle(getEventTypeOperation, (ctx, { params }) => getEventType(ctx, params.name));
export const PATCH = handle(updateEventTypeOperation, (ctx, { params, body }) =>
  updateEventType(ctx, params.name, body),
);
export const DELETE = handle(deleteEventTypeOperation, (ctx, { params }) => deleteEventType(ctx, params.name));
