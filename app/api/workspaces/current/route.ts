import { handle } from "@/lib/http";
import { getWorkspaceOperation, updateWorkspaceOperation } from "@/lib/http/operations/workspaces";
import { getWorkspace, updateWorkspace } from "@/lib/workspaces";

export const GET = handle(getWorkspaceOperation, (ctx) => getWorkspace(ctx));
export const PATCH = handle(updateWorkspaceOperation, (ctx, { body }) => updateWorkspace(ctx, body));
