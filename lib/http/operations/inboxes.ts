import { z } from "zod";
import { idOf, PageQuery } from "@/lib/core/schemas";
import {
  CreateInboxInput,
  Inbox,
  InboxPage,
  InboxRequest,
  InboxRequestPage,
  ListInboxRequestsQuery,
  UpdateInboxInput,
} from "@/lib/inbox/schemas";
import { defineOperation } from "../operation";

const tag = "Inboxes";
const params = z.object({ id: idOf("inbox") });

export const createInboxOperation = defineOperation({
  id: "createInbox",
  method: "POST",
  path: "/api/inboxes",
  tag,
  summary: "Make a built-in receiver with a URL of its own",
  scope: "inboxes:write",
  body: CreateInboxInput,
  bodyOptional: true,
  status: 201,
  response: Inbox,
});

export const listInboxesOperation = defineOperation({
  id: "listInboxes",
  method: "GET",
  path: "/api/inboxes",
  tag,
  summary: "List inboxes",
  scope: "inboxes:read",
  query: PageQuery,
  status: 200,
  response: InboxPage,
});

export const getInboxOperation = defineOperation({
  id: "getInbox",
  method: "GET",
  path: "/api/inboxes/{id}",
  tag,
  summary: "Read an inbox",
  scope: "inboxes:read",
  params,
  status: 200,
  response: Inbox,
});

export const updateInboxOperation = defineOperation({
  id: "updateInbox",
  method: "PATCH",
  path: "/api/inboxes/{id}",
  tag,
  summary: "Rename an inbox, or set how it answers and count from the start again",
  scope: "inboxes:write",
  params,
  body: UpdateInboxInput,
  status: 200,
  response: Inbox,
});

export const deleteInboxOperation = defineOperation({
  id: "deleteInbox",
  method: "DELETE",
  path: "/api/inboxes/{id}",
  tag,
  summary: "Delete an inbox and what it received",
  scope: "inboxes:write",
  params,
  status: 204,
});

export const listInboxRequestsOperation = defineOperation({
  id: "listInboxRequests",
  method: "GET",
  path: "/api/inboxes/{id}/requests",
  tag,
  summary: "List what an inbox received: the newest 500 requests at most",
  scope: "inboxes:read",
  params,
  query: ListInboxRequestsQuery,
  status: 200,
  response: InboxRequestPage,
});

export const clearInboxOperation = defineOperation({
  id: "clearInbox",
  method: "DELETE",
  path: "/api/inboxes/{id}/requests",
  tag,
  summary: "Forget what an inbox received",
  scope: "inboxes:write",
  params,
  status: 204,
});

export const getInboxRequestOperation = defineOperation({
  id: "getInboxRequest",
  method: "GET",
  path: "/api/inboxes/{id}/requests/{requestId}",
  tag,
  summary: "Read one request with its headers and exact body",
  scope: "inboxes:read",
  params: params.extend({ requestId: idOf("inboxRequest") }),
  status: 200,
  response: InboxRequest,
});
