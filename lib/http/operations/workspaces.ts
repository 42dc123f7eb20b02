import {
  CreateWorkspaceInput,
  MyWorkspaces,
  UpdateWorkspaceInput,
  Workspace,
  WorkspaceMembership,
} from "@/lib/workspaces/schemas";
import { defineOperation } from "@/lib/http/operation";

const tag = "Workspaces";

export const listWorkspacesOperation = defineOperation({
  id: "listWorkspaces",
  method: "GET",
  path: "/api/workspaces",
  tag,
  summary: "List the workspaces of the signed-in person",
  scope: "authenticated",
  status: 200,
  response: MyWorkspaces,
});

export const createWorkspaceOperation = defineOperation({
  id: "createWorkspace",
  method: "POST",
  path: "/api/workspaces",
  tag,
  summary: "Make a workspace for a team",
  scope: "authenticated",
  body: CreateWorkspaceInput,
  status: 201,
  response: WorkspaceMembership,
});

export const getWorkspaceOperation = defineOperation({
  id: "getWorkspace",
  method: "GET",
  path: "/api/workspaces/current",
  tag,
  summary: "Read the workspace of this key or session",
  scope: "authenticated",
  status: 200,
  response: Workspace,
});

export const updateWorkspaceOperation = defineOperation({
  id: "updateWorkspace",
  method: "PATCH",
  path: "/api/workspaces/current",
  tag,
  summary:
    "Rename the workspace, set how many days it keeps deliveries, or what webhooks use that set nothing of their own",
  scope: "settings:write",
  body: UpdateWorkspaceInput,
  status: 200,
  response: Workspace,
});
