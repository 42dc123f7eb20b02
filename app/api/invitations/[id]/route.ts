import { handle } from "@/lib/http";
import { revokeInvitationOperation } from "@/lib/http/operations/invitations";
import { revokeInvitation } from "@/lib/workspaces";

export const DELETE = handle(revokeInvitationOperation, (ctx, { params }) => revokeInvitation(ctx, params.id));
