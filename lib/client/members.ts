import type { z } from "zod";
import type {
  acceptInvitationOperation,
  createInvitationOperation,
  listInvitationsOperation,
  resendInvitationOperation,
  revokeInvitationOperation,
} from "@/lib/http/operations/invitations";
import type { changeRoleOperation, listMembersOperation, removeMemberOperation } from "@/lib/http/operations/members";
import type { ChangeRoleInput, CreateInvitationInput } from "@/lib/workspaces/schemas";
import { callApi } from "./fetcher";

const PAGE = { limit: 200 };

export const memberKeys = {
  members: (workspace: string) => ["members", workspace] as const,
  invitations: (workspace: string) => ["invitations", workspace] as const,
};

export const listMembers = (workspace: string, signal?: AbortSignal) =>
  callApi<typeof listMembersOperation>("GET /api/members", { query: PAGE }, { workspace, signal });
export const changeRole = (workspace: string, id: string, body: ChangeRoleInput) =>
  callApi<typeof changeRoleOperation>("PATCH /api/members/{id}", { params: { id }, body }, { workspace });
export const removeMember = (workspace: string, id: string) =>
  callApi<typeof removeMemberOperation>("DELETE /api/members/{id}", { params: { id } }, { workspace });

export const listInvitations = (workspace: string, signal?: AbortSignal) =>
  callApi<typeof listInvitationsOperation>("GET /api/invitations", { query: PAGE }, { workspace, signal });
export const createInvitation = (workspace: string, body: z.input<typeof CreateInvitationInput>) =>
  callApi<typeof createInvitationOperation>("POST /api/invitations", { body }, { workspace });
export const resendInvitation = (workspace: string, id: string) =>
  callApi<typeof resendInvitationOperation>("POST /api/invitations/{id}/resend", { params: { id } }, { workspace });
export const revokeInvitation = (workspace: string, id: string) =>
  callApi<typeof revokeInvitationOperation>("DELETE /api/invitations/{id}", { params: { id } }, { workspace });
export const acceptInvitation = (token: string) =>
  callApi<typeof acceptInvitationOperation>("POST /api/invitations/accept", { body: { token } });
