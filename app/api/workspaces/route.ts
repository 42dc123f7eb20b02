import { handle } from "@/lib/http";
import { createWorkspaceOperation, listWorkspacesOperation } from "@/lib/http/operations/workspaces";
import { createWorkspace, listWorkspaces } from "@/lib/workspaces";

export const GET = handle(listWorkspacesOperation, (ctx) => listWorkspaces(ctx));
export const POST = handle(createWorkspaceOperation, (ctx, { body }) => createWorkspace(ctx, body));
