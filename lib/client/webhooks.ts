import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import { listAuditLogOperation } from "@/lib/http/operations/audit";
import { bulkRetryOperation } from "@/lib/http/operations/deliveries";
import { createInboxOperation } from "@/lib/http/operations/inboxes";
import { listProjectsOperation } from "@/lib/http/operations/projects";
import { retryFailedOperation } from "@/lib/http/operations/queue";
import {
  checkWebhookUrlOperation,
  countSkippedEventsOperation,
  createWebhookOperation,
  deleteWebhookOperation,
  enableWebhookOperation,
  expirePreviousSecretOperation,
  getWebhookOperation,
  getWebhookSecretOperation,
  listWebhooksOperation,
  pauseWebhookOperation,
  resumeWebhookOperation,
  rotateWebhookSecretOperation,
  testWebhookOperation,
  updateWebhookOperation,
} from "@/lib/http/operations/webhooks";
import { getWorkspaceOperation } from "@/lib/http/operations/workspaces";
import type { CheckUrlInput, CreateWebhookInput, UpdateWebhookInput } from "@/lib/webhooks/schemas";
import { callApi } from "./fetcher";

export const LIST_LIMIT = 200;
const PROJECTS_LIMIT = 200;
const ACTIVITY_LIMIT = 50;

/** What one question for figures may name. */
const FIGURES_MAX = 50;

/** @returns which figures a list of endpoints asks for: its rows' own, or the newest where it is a long one. */
export function figuresOf(webhookIds: readonly string[]): { webhookIds?: readonly string[]; limit?: number } {
  return webhookIds.length > FIGURES_MAX ? { limit: LIST_LIMIT } : { webhookIds };
}

export type WebhookListFilter = { q?: string; status?: "active" | "paused" | "disabled" };

export const webhookKeys = {
  all: (workspace: string) => ["webhooks", workspace] as const,
  list: (workspace: string, filter: WebhookListFilter) => ["webhooks", workspace, "list", filter] as const,
  detail: (workspace: string, id: string) => ["webhooks", workspace, "detail", id] as const,
  skipped: (workspace: string, id: string) => ["webhooks", workspace, "skipped", id] as const,
  recoverable: (workspace: string, id: string, from?: string) =>
    ["webhooks", workspace, "recoverable", id, from ?? null] as const,
  activity: (workspace: string, id: string) => ["webhooks", workspace, "activity", id] as const,
  sameUrl: (workspace: string, url: string) => ["webhooks", workspace, "same-url", url] as const,
};

export const webhookListQuery = (workspace: string, filter: WebhookListFilter) =>
  infiniteQueryOptions({
    queryKey: webhookKeys.list(workspace, filter),
    queryFn: ({ signal, pageParam }) =>
      callApi(
        listWebhooksOperation,
        { query: { ...filter, limit: LIST_LIMIT, cursor: pageParam ?? undefined } },
        { workspace, signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

export const webhookQuery = (workspace: string, id: string) =>
  queryOptions({
    queryKey: webhookKeys.detail(workspace, id),
    queryFn: ({ signal }) => callApi(getWebhookOperation, { params: { id } }, { workspace, signal }),
  });

export const skippedEventsQuery = (workspace: string, id: string) =>
  queryOptions({
    queryKey: webhookKeys.skipped(workspace, id),
    queryFn: ({ signal }) => callApi(countSkippedEventsOperation, { params: { id } }, { workspace, signal }),
  });

/** How many failed deliveries of an endpoint could be sent again; also those that it being disabled keeps back. */
export const recoverableQuery = (workspace: string, id: string, from?: string) =>
  queryOptions({
    queryKey: webhookKeys.recoverable(workspace, id, from),
    queryFn: async ({ signal }) => {
      const filter = { webhookId: [id], status: ["failed"], ...(from !== undefined && { from }) };
      const { preview } = await callApi(bulkRetryOperation, { body: { filter, dryRun: true } }, { workspace, signal });
      return preview.total;
    },
  });

export const webhookActivityQuery = (workspace: string, id: string) =>
  infiniteQueryOptions({
    queryKey: webhookKeys.activity(workspace, id),
    queryFn: ({ signal, pageParam }) =>
      callApi(
        listAuditLogOperation,
        { query: { targetId: id, limit: ACTIVITY_LIMIT, cursor: pageParam ?? undefined } },
        { workspace, signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

/** Endpoints with the same URL, for a warning before a second one is made by mistake. */
export const sameUrlQuery = (workspace: string, url: string) =>
  queryOptions({
    queryKey: webhookKeys.sameUrl(workspace, url),
    queryFn: async ({ signal }) => {
      const { data } = await callApi(
        listWebhooksOperation,
        { query: { q: url.slice(0, 200), limit: 20 } },
        { workspace, signal },
      );
      return data.filter((webhook) => webhook.url === url);
    },
  });

export const projectsQuery = (workspace: string) =>
  queryOptions({
    queryKey: ["projects", workspace, "all"] as const,
    queryFn: ({ signal }) =>
      callApi(listProjectsOperation, { query: { limit: PROJECTS_LIMIT } }, { workspace, signal }),
  });

/** What endpoints follow that set nothing of their own. */
export const deliveryDefaultsQuery = (workspace: string) =>
  queryOptions({
    queryKey: ["workspace", workspace, "defaults"] as const,
    queryFn: async ({ signal }) => (await callApi(getWorkspaceOperation, {}, { workspace, signal })).defaults,
  });

export const createWebhook = (workspace: string, body: z.input<typeof CreateWebhookInput>) =>
  callApi(createWebhookOperation, { body }, { workspace });
export const updateWebhook = (workspace: string, id: string, body: z.input<typeof UpdateWebhookInput>) =>
  callApi(updateWebhookOperation, { params: { id }, body }, { workspace });
export const deleteWebhook = (workspace: string, id: string) =>
  callApi(deleteWebhookOperation, { params: { id } }, { workspace });
export const testWebhook = (workspace: string, id: string, eventType?: string) =>
  callApi(testWebhookOperation, { params: { id }, body: eventType === undefined ? {} : { eventType } }, { workspace });
export const checkUrl = (workspace: string, body: z.input<typeof CheckUrlInput>) =>
  callApi(checkWebhookUrlOperation, { body }, { workspace });
export const readSecret = (workspace: string, id: string) =>
  callApi(getWebhookSecretOperation, { params: { id } }, { workspace });
export const rotateSecret = (workspace: string, id: string, gracePeriodSeconds: number) =>
  callApi(rotateWebhookSecretOperation, { params: { id }, body: { gracePeriodSeconds } }, { workspace });
export const expirePreviousSecret = (workspace: string, id: string) =>
  callApi(expirePreviousSecretOperation, { params: { id } }, { workspace });
export const createInbox = (workspace: string, name: string) =>
  callApi(createInboxOperation, { body: { name } }, { workspace });

/** @param from of deliveries that were created then or later; without it all that failed. */
export const recoverFailed = (workspace: string, id: string, from?: string) =>
  callApi(retryFailedOperation, { body: { webhookId: id, ...(from !== undefined && { from }) } }, { workspace });

const STATUS_CALLS = { pause: pauseWebhookOperation, resume: resumeWebhookOperation, enable: enableWebhookOperation };
export type StatusVerb = keyof typeof STATUS_CALLS;
export const changeStatus = (workspace: string, id: string, verb: StatusVerb) =>
  callApi(STATUS_CALLS[verb], { params: { id } }, { workspace });
