import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type { listAuditLogOperation } from "@/lib/http/operations/audit";
import type { bulkRetryOperation } from "@/lib/http/operations/deliveries";
import type { createInboxOperation } from "@/lib/http/operations/inboxes";
import type { listProjectsOperation } from "@/lib/http/operations/projects";
import type { retryFailedOperation } from "@/lib/http/operations/queue";
import type {
  checkWebhookUrlOperation,
  countSkippedEventsOperation,
  createWebhookOperation,
  deleteWebhookOperation,
  expirePreviousSecretOperation,
  getWebhookOperation,
  getWebhookSecretOperation,
  listWebhooksOperation,
  pauseWebhookOperation,
  rotateWebhookSecretOperation,
  testWebhookOperation,
  updateWebhookOperation,
} from "@/lib/http/operations/webhooks";
import type { getWorkspaceOperation } from "@/lib/http/operations/workspaces";
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
      callApi<typeof listWebhooksOperation>(
        "GET /api/webhooks",
        { query: { ...filter, limit: LIST_LIMIT, cursor: pageParam ?? undefined } },
        { workspace, signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

export const webhookQuery = (workspace: string, id: string) =>
  queryOptions({
    queryKey: webhookKeys.detail(workspace, id),
    queryFn: ({ signal }) =>
      callApi<typeof getWebhookOperation>("GET /api/webhooks/{id}", { params: { id } }, { workspace, signal }),
  });

export const skippedEventsQuery = (workspace: string, id: string) =>
  queryOptions({
    queryKey: webhookKeys.skipped(workspace, id),
    queryFn: ({ signal }) =>
      callApi<typeof countSkippedEventsOperation>(
        "GET /api/webhooks/{id}/skipped-events",
        { params: { id } },
        { workspace, signal },
      ),
  });

/** How many failed deliveries of an endpoint could be sent again; also those that it being disabled keeps back. */
export const recoverableQuery = (workspace: string, id: string, from?: string) =>
  queryOptions({
    queryKey: webhookKeys.recoverable(workspace, id, from),
    queryFn: async ({ signal }) => {
      const filter = { webhookId: [id], status: ["failed"], ...(from !== undefined && { from }) };
      const { preview } = await callApi<typeof bulkRetryOperation>(
        "POST /api/deliveries/bulk-retry",
        { body: { filter, dryRun: true } },
        { workspace, signal },
      );
      return { count: preview.total, isExact: preview.exact };
    },
  });

export const webhookActivityQuery = (workspace: string, id: string) =>
  infiniteQueryOptions({
    queryKey: webhookKeys.activity(workspace, id),
    queryFn: ({ signal, pageParam }) =>
      callApi<typeof listAuditLogOperation>(
        "GET /api/audit-log",
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
      const { data } = await callApi<typeof listWebhooksOperation>(
        "GET /api/webhooks",
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
      callApi<typeof listProjectsOperation>(
        "GET /api/projects",
        { query: { limit: PROJECTS_LIMIT } },
        { workspace, signal },
      ),
  });

/** What endpoints follow that set nothing of their own. */
export const deliveryDefaultsQuery = (workspace: string) =>
  queryOptions({
    queryKey: ["workspace", workspace, "defaults"] as const,
    queryFn: async ({ signal }) =>
      (await callApi<typeof getWorkspaceOperation>("GET /api/workspaces/current", {}, { workspace, signal })).defaults,
  });

export const createWebhook = (workspace: string, body: z.input<typeof CreateWebhookInput>) =>
  callApi<typeof createWebhookOperation>("POST /api/webhooks", { body }, { workspace });
export const updateWebhook = (workspace: string, id: string, body: z.input<typeof UpdateWebhookInput>) =>
  callApi<typeof updateWebhookOperation>("PATCH /api/webhooks/{id}", { params: { id }, body }, { workspace });
export const deleteWebhook = (workspace: string, id: string) =>
  callApi<typeof deleteWebhookOperation>("DELETE /api/webhooks/{id}", { params: { id } }, { workspace });
export const testWebhook = (workspace: string, id: string, eventType?: string) =>
  callApi<typeof testWebhookOperation>(
    "POST /api/webhooks/{id}/test",
    { params: { id }, body: eventType === undefined ? {} : { eventType } },
    { workspace },
  );
export const checkUrl = (workspace: string, body: z.input<typeof CheckUrlInput>) =>
  callApi<typeof checkWebhookUrlOperation>("POST /api/webhooks/check-url", { body }, { workspace });
export const readSecret = (workspace: string, id: string) =>
  callApi<typeof getWebhookSecretOperation>("GET /api/webhooks/{id}/secret", { params: { id } }, { workspace });
export const rotateSecret = (workspace: string, id: string, gracePeriodSeconds: number) =>
  callApi<typeof rotateWebhookSecretOperation>(
    "POST /api/webhooks/{id}/rotate-secret",
    { params: { id }, body: { gracePeriodSeconds } },
    { workspace },
  );
export const expirePreviousSecret = (workspace: string, id: string) =>
  callApi<typeof expirePreviousSecretOperation>(
    "POST /api/webhooks/{id}/expire-previous-secret",
    { params: { id } },
    { workspace },
  );
export const createInbox = (workspace: string, name: string) =>
  callApi<typeof createInboxOperation>("POST /api/inboxes", { body: { name } }, { workspace });

/** @param from of deliveries that were created then or later; without it all that failed. */
export const recoverFailed = (workspace: string, id: string, from?: string) =>
  callApi<typeof retryFailedOperation>(
    "POST /api/webhooks/queue/retry-failed",
    { body: { webhookId: id, ...(from !== undefined && { from }) } },
    { workspace },
  );

export type StatusVerb = "pause" | "resume" | "enable";
export const changeStatus = (workspace: string, id: string, verb: StatusVerb) =>
  callApi<typeof pauseWebhookOperation>(`POST /api/webhooks/{id}/${verb}`, { params: { id } }, { workspace });
