import { infiniteQueryOptions, type InfiniteData, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type { getDeliveryOperation } from "@/lib/http/operations/deliveries";
import type {
  clearInboxOperation,
  createInboxOperation,
  deleteInboxOperation,
  getInboxOperation,
  getInboxRequestOperation,
  listInboxesOperation,
  listInboxRequestsOperation,
  updateInboxOperation,
} from "@/lib/http/operations/inboxes";
import type { CreateInboxInput, InboxSignature, UpdateInboxInput } from "@/lib/inbox/schemas";
import { type CallOutput, callApi } from "./fetcher";

export type Inbox = CallOutput<typeof getInboxOperation>;
export type InboxRequest = CallOutput<typeof getInboxRequestOperation>;
export type RequestPage = CallOutput<typeof listInboxRequestsOperation>;
export type RequestSummary = RequestPage["data"][number];
export type RequestFilter = { q?: string; verdict?: z.output<typeof InboxSignature>["verdict"] };

export const INBOXES_MAX = 50;
export const REQUESTS_KEPT = 500;
export const PAGE_REQUESTS = 50;

export const inboxKeys = {
  all: (workspace: string) => ["inboxes", workspace] as const,
  list: (workspace: string) => ["inboxes", workspace, "list"] as const,
  detail: (workspace: string, id: string) => ["inboxes", workspace, "detail", id] as const,
  requests: (workspace: string, id: string) => ["inboxes", workspace, "requests", id] as const,
  requestList: (workspace: string, id: string, filter: RequestFilter) =>
    ["inboxes", workspace, "requests", id, "list", filter] as const,
  request: (workspace: string, id: string, requestId: string) =>
    ["inboxes", workspace, "requests", id, "one", requestId] as const,
  attempt: (workspace: string, deliveryId: string, attempt: number) =>
    ["inboxes", workspace, "attempt", deliveryId, attempt] as const,
};

export const inboxListQuery = (workspace: string) =>
  queryOptions({
    queryKey: inboxKeys.list(workspace),
    queryFn: ({ signal }) =>
      callApi<typeof listInboxesOperation>(
        "GET /api/inboxes",
        { query: { limit: INBOXES_MAX } },
        { workspace, signal },
      ),
  });

export const inboxQuery = (workspace: string, id: string) =>
  queryOptions({
    queryKey: inboxKeys.detail(workspace, id),
    queryFn: ({ signal }) =>
      callApi<typeof getInboxOperation>("GET /api/inboxes/{id}", { params: { id } }, { workspace, signal }),
  });

export const readRequests = (
  workspace: string,
  id: string,
  filter: RequestFilter,
  { cursor, signal }: { cursor?: string; signal?: AbortSignal } = {},
): Promise<RequestPage> =>
  callApi<typeof listInboxRequestsOperation>(
    "GET /api/inboxes/{id}/requests",
    { params: { id }, query: { ...filter, limit: PAGE_REQUESTS, cursor } },
    { workspace, signal },
  );

export const requestListQuery = (workspace: string, id: string, filter: RequestFilter) =>
  infiniteQueryOptions({
    queryKey: inboxKeys.requestList(workspace, id, filter),
    queryFn: ({ signal, pageParam }) => readRequests(workspace, id, filter, { signal, cursor: pageParam ?? undefined }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  });

export const inboxRequestQuery = (workspace: string, id: string, requestId: string) =>
  queryOptions({
    queryKey: inboxKeys.request(workspace, id, requestId),
    queryFn: ({ signal }) =>
      callApi<typeof getInboxRequestOperation>(
        "GET /api/inboxes/{id}/requests/{requestId}",
        { params: { id, requestId } },
        { workspace, signal },
      ),
  });

/** How long the sender's side of a request took; null for an attempt that is not recorded yet, or no longer kept. */
export const senderMsQuery = (workspace: string, deliveryId: string, attempt: number) =>
  queryOptions({
    queryKey: inboxKeys.attempt(workspace, deliveryId, attempt),
    queryFn: async ({ signal }) => {
      const { attempts } = await callApi<typeof getDeliveryOperation>(
        "GET /api/deliveries/{id}",
        { params: { id: deliveryId } },
        { workspace, signal },
      );
      return attempts.find(({ number }) => number === attempt)?.totalMs ?? null;
    },
  });

/**
 * Puts what was read anew on top of the pages that are shown: rows that are there are renewed, new ones come first.
 * @returns undefined when rows may be missing in between, so that all has to be read again.
 */
export function mergeNewest(
  shown: InfiniteData<RequestPage, string | null>,
  newest: RequestPage,
): InfiniteData<RequestPage, string | null> | undefined {
  const fresh = new Map(newest.data.map((request) => [request.id, request]));
  const known = new Set(shown.pages.flatMap(({ data }) => data.map(({ id }) => id)));
  const added = newest.data.filter(({ id }) => !known.has(id));
  if (added.length === newest.data.length && newest.nextCursor !== null) return undefined;
  const pages = shown.pages.map((page, index) => {
    const data = page.data.map((request) => fresh.get(request.id) ?? request);
    return { ...page, data: index === 0 ? [...added, ...data] : data };
  });
  return { ...shown, pages };
}

export const createInbox = (workspace: string, body: z.input<typeof CreateInboxInput>) =>
  callApi<typeof createInboxOperation>("POST /api/inboxes", { body }, { workspace });
export const updateInbox = (workspace: string, id: string, body: z.input<typeof UpdateInboxInput>) =>
  callApi<typeof updateInboxOperation>("PATCH /api/inboxes/{id}", { params: { id }, body }, { workspace });
export const deleteInbox = (workspace: string, id: string) =>
  callApi<typeof deleteInboxOperation>("DELETE /api/inboxes/{id}", { params: { id } }, { workspace });
export const clearInbox = (workspace: string, id: string) =>
  callApi<typeof clearInboxOperation>("DELETE /api/inboxes/{id}/requests", { params: { id } }, { workspace });
