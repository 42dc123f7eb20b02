import { z } from "zod";
import { idOf, PageQuery } from "@/lib/core/schemas";
import {
  AcceptedInvitation,
  AcceptInvitationInput,
  CreateInvitationInput,
  InvitationPage,
  InvitationWithLink,
} from "@/lib/workspaces/schemas";
import { defineOperation } from "@/lib/http/operation";

const tag = "Members";
const params = z.object({ id: idOf("invitation") });

export const createInvitationOperation = defineOperation({
  id: "createInvitation",
  method: "POST",
  path: "/api/invitations",
  tag,
  summary: "Invite an address into the workspace; the link is shown in this answer only",
  scope: "members:write",
  body: CreateInvitationInput,
  status: 201,
  response: InvitationWithLink,
});

export const listInvitationsOperation = defineOperation({
  id: "listInvitations",
  method: "GET",
  path: "/api/invitations",
  tag,
  summary: "List invitations that are pending or have expired",
  scope: "members:read",
  query: PageQuery,
  status: 200,
  response: InvitationPage,
});

export const resendInvitationOperation = defineOperation({
  id: "resendInvitation",
  method: "POST",
  path: "/api/invitations/{id}/resend",
  tag,
  summary: "Make a new link for an invitation; the earlier one ends",
  scope: "members:write",
  params,
  status: 200,
  response: InvitationWithLink,
});

export const revokeInvitationOperation = defineOperation({
  id: "revokeInvitation",
  method: "DELETE",
  path: "/api/invitations/{id}",
  tag,
  summary: "Withdraw an invitation",
  scope: "members:write",
  params,
  status: 204,
});

export const acceptInvitationOperation = defineOperation({
  id: "acceptInvitation",
  method: "POST",
  path: "/api/invitations/accept",
  tag,
  summary: "Join the workspace of an invitation, as the signed-in person it was made for",
  scope: "authenticated",
  body: AcceptInvitationInput,
  status: 200,
  response: AcceptedInvitation,
});
