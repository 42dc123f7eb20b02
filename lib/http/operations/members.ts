import { z } from "zod";
import { idOf, PageQuery } from "@/lib/core/schemas";
import { ChangeRoleInput, Member, MemberPage } from "@/lib/workspaces/schemas";
import { defineOperation } from "@/lib/http/operation";

const tag = "Members";
const params = z.object({ id: idOf("member") });

export const listMembersOperation = defineOperation({
  id: "listMembers",
  method: "GET",
  path: "/api/members",
  tag,
  summary: "List the members of the workspace",
  scope: "members:read",
  query: PageQuery,
  status: 200,
  response: MemberPage,
});

export const changeRoleOperation = defineOperation({
  id: "changeRole",
  method: "PATCH",
  path: "/api/members/{id}",
  tag,
  summary: "Give a member another role",
  scope: "members:write",
  params,
  body: ChangeRoleInput,
  status: 200,
  response: Member,
});

export const removeMemberOperation = defineOperation({
  id: "removeMember",
  method: "DELETE",
  path: "/api/members/{id}",
  tag,
  summary: "Remove a member (needs members:write), or leave the workspace oneself (needs nothing)",
  scope: "authenticated",
  params,
  status: 204,
});
