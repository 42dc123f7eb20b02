import { acceptEvent, listEvents } from "@/lib/events";
import { handle } from "@/lib/http";
import { acceptEventOperation, listEventsOperation } from "@/lib/http/operations/events";
import { getRuntime } from "@/lib/runtime";

export const GET = handle(listEventsOperation, (ctx, { query }) => listEvents(ctx, query));
export const POST = handle(acceptEventOperation, (ctx, input) => acceptEvent(ctx, getRuntime().ingestor, input));
