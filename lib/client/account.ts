import type { z } from "zod";
import type {
  changePasswordOperation,
  endOtherSessionsOperation,
  endSessionOperation,
  listSessionsOperation,
  signOutEverywhereOperation,
  signUpOperation,
  updateProfileOperation,
} from "@/lib/http/operations/users";
import type { createWorkspaceOperation, updateWorkspaceOperation } from "@/lib/http/operations/workspaces";
import type { ChangePasswordInput, UpdateProfileInput } from "@/lib/users/schemas";
import type { CreateWorkspaceInput, SignUpInput, UpdateWorkspaceInput } from "@/lib/workspaces/schemas";
import { callApi } from "./fetcher";

export const signUp = (body: z.input<typeof SignUpInput>) =>
  callApi<typeof signUpOperation>("POST /api/users", { body });
export const updateProfile = (body: UpdateProfileInput) =>
  callApi<typeof updateProfileOperation>("PATCH /api/users/me", { body });
export const changePassword = (body: ChangePasswordInput) =>
  callApi<typeof changePasswordOperation>("POST /api/users/me/password", { body });
export const signOutEverywhere = () =>
  callApi<typeof signOutEverywhereOperation>("POST /api/users/me/sign-out-everywhere", {});

export const sessionKeys = { all: ["sessions"] as const };
export const listSessions = (signal?: AbortSignal) =>
  callApi<typeof listSessionsOperation>("GET /api/users/me/sessions", {}, { signal });
export const endSession = (id: string) =>
  callApi<typeof endSessionOperation>("DELETE /api/users/me/sessions/{id}", { params: { id } });
export const endOtherSessions = () => callApi<typeof endOtherSessionsOperation>("DELETE /api/users/me/sessions", {});

export const createWorkspace = (body: CreateWorkspaceInput) =>
  callApi<typeof createWorkspaceOperation>("POST /api/workspaces", { body });
export const updateWorkspace = (workspace: string, body: UpdateWorkspaceInput) =>
  callApi<typeof updateWorkspaceOperation>("PATCH /api/workspaces/current", { body }, { workspace });
