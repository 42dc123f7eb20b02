import { handle } from "@/lib/http";
import { getEventOperation } from "@/lib/http/operations/events";
import { getEvent } from "@/lib/events";

export const GET = handle(getEventOperation, (ctx, { params }) => getEvent(ctx, params.id));
