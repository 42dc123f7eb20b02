import { listSubscribers } from "@/lib/events";
import { handle } from "@/lib/http";
import { listSubscribersOperation } from "@/lib/http/operations/event-types";

export const GET = handle(listSubscribersOperation, (ctx, { params, query }) =>
  listSubscribers(ctx, params.name, query),
);
