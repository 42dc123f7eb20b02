import type { z } from "zod";
import {
  changePasswordOperation,
  endOtherSessionsOperation,
  endSessionOperation,
  listSessionsOperation,
  signOutEverywhereOperation,
  signUpOperation,
  updateProfileOperation,
} from "@/lib/http/operations/users";
import { createWorkspaceOperation, updateWorkspaceOperation } from "@/lib/http/operations/workspaces";
import type { ChangePasswordInput, UpdateProfileInput } from "@/lib/users/schemas";
import type { CreateWorkspaceInput, SignUpInput, UpdateWorkspaceInput } from "@/lib/workspaces/schemas";
import { callApi } from "./fetcher";

export const signUp = (body: z.input<typeof SignUpInput>) => callApi(signUpOperation, { body });
export const updateProfile = (body: UpdateProfileInput) => callApi(updateProfileOperation, { body });
export const changePassword = (body: ChangePasswordInput) => callApi(changePasswordOperation, { body });
export const signOutEverywhere = () => callApi(signOutEverywhereOperation, {});

export const sessionKeys = { all: ["sessions"] as const };
export const listSessions = (signal?: AbortSignal) => callApi(listSessionsOperation, {}, { signal });
export const endSession = (id: string) => callApi(endSessionOperation, { params: { id } });
export const endOtherSessions = () => callApi(endOtherSessionsOperation, {});

export const createWorkspace = (body: CreateWorkspaceInput) => callApi(createWorkspaceOperation, { body });
export const updateWorkspace = (workspace: string, body: UpdateWorkspaceInput) =>
  callApi(updateWorkspaceOperation, { body }, { workspace });
