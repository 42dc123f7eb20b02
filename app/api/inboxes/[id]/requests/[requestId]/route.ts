import { handle } from "@/lib/http";
import { getInboxRequestOperation } from "@/lib/http/operations/inboxes";
import { getInboxRequest } from "@/lib/inbox";

export const GET = handle(getInboxRequestOperation, (ctx, { params }) =>
  getInboxRequest(ctx, params.id, params.requestId),
);
