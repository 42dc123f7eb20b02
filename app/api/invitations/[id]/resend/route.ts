import { handle } from "@/lib/http";
import { resendInvitationOperation } from "@/lib/http/operations/invitations";
import { resendInvitation } from "@/lib/workspaces";

export const POST = handle(resendInvitationOperation, (ctx, { params }) => resendInvitation(ctx, params.id));
