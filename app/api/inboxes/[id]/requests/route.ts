import { handle } from "@/lib/http";
import { clearInboxOperation, listInboxRequestsOperation } from "@/lib/http/operations/inboxes";
import { clearInbox, listInboxRequests } from "@/lib/inbox";

export const GET = handle(listInboxRequestsOperation, (ctx, { params, query }) =>
  listInboxRequests(ctx, params.id, query),
);
export const DELETE = handle(clearInboxOperation, (ctx, { params }) => clearInbox(ctx, params.id));
