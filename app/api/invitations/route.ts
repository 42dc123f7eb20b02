import { handle } from "@/lib/http";
import { createInvitationOperation, listInvitationsOperation } from "@/lib/http/operations/invitations";
import { createInvitation, listInvitations } from "@/lib/workspaces";

export const GET = handle(listInvitationsOperation, (ctx, { query }) => listInvitations(ctx, query));
export const POST = handle(createInvitationOperation, (ctx, { body }) => createInvitation(ctx, body));
