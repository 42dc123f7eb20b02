import { handle } from "@/lib/http";
import { acceptInvitationOperation } from "@/lib/http/operations/invitations";
import { acceptInvitation } from "@/lib/workspaces";

export const POST = handle(acceptInvitationOperation, (ctx, { body }) => acceptInvitation(ctx, body));
