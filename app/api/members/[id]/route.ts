import { handle } from "@/lib/http";
import { changeRoleOperation, removeMemberOperation } from "@/lib/http/operations/members";
import { changeRole, removeMember } from "@/lib/workspaces";

export const PATCH = handle(changeRoleOperation, (ctx, { params, body }) => changeRole(ctx, params.id, body));
export const DELETE = handle(removeMemberOperation, (ctx, { params }) => removeMember(ctx, params.id));
