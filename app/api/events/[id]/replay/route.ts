import { handle } from "@/lib/http";
import { replayEventOperation } from "@/lib/http/operations/events";
import { replayEvent } from "@/lib/events";

export const POST = handle(replayEventOperation, (ctx, { params, body }) => replayEvent(ctx, params.id, body));
