import { handle } from "@/lib/http";
import { createInboxOperation, listInboxesOperation } from "@/lib/http/operations/inboxes";
import { createInbox, listInboxes } from "@/lib/inbox";

export const POST = handle(createInboxOperation, (ctx, { body }) => createInbox(ctx, body));
export const GET = handle(listInboxesOperation, (ctx, { query }) => listInboxes(ctx, query));
