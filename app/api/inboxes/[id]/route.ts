import { handle } from "@/lib/http";
import { deleteInboxOperation, getInboxOperation, updateInboxOperation } from "@/lib/http/operations/inboxes";
import { deleteInbox, getInbox, updateInbox } from "@/lib/inbox";

export const GET = handle(getInboxOperation, (ctx, { params }) => getInbox(ctx, params.id));
export const PATCH = handle(updateInboxOperation, (ctx, { params, body }) => updateInbox(ctx, params.id, body));
export const DELETE = handle(deleteInboxOperation, (ctx, { params }) => deleteInbox(ctx, params.id));
