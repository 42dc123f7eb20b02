import type { z } from "zod";
import {
  acceptInvitationOperation,
  createInvitationOperation,
  listInvitationsOperation,
  resendInvitationOperation,
  revokeInvitationOperation,
} from "@/lib/http/operations/invitations";
import { changeRoleOperation, listMembersOperation, removeMemberOperation } from "@/lib/http/operations/members";
import type { ChangeRoleInput, CreateInvitationInput } from "@/lib/workspaces/schemas";
import { callApi } from "./fetcher";

const PAGE = { limit: 200 };

export const memberKeys = {
  members: (workspace: string) => ["members", workspace] as const,
  invitations: (workspace: string) => ["invitations", workspace] as const,
};

export const listMembers = (workspace: string, signal?: AbortSignal) =>
  callApi(listMembersOperation, { query: PAGE }, { workspace, signal });
export const changeRole = (workspace: string, id: string, body: ChangeRoleInput) =>
  callApi(changeRoleOperation, { params: { id }, body }, { workspace });
export const removeMember = (workspace: string, id: string) =>
  callApi(removeMemberOperation, { params: { id } }, { workspace });

export const listInvitations = (workspace: string, signal?: AbortSignal) =>
  callApi(listInvitationsOperation, { query: PAGE }, { workspace, signal });
export const createInvitation = (workspace: string, body: z.input<typeof CreateInvitationInput>) =>
  callApi(createInvitationOperation, { body }, { workspace });
export const resendInvitation = (workspace: string, id: string) =>
  callApi(resendInvitationOperation, { params: { id } }, { workspace });
export const revokeInvitation = (workspace: string, id: string) =>
  callApi(revokeInvitationOperation, { params: { id } }, { workspace });
export const acceptInvitation = (token: string) => callApi(acceptInvitationOperation, { body: { token } });
