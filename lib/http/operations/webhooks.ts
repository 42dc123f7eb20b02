import { z } from "zod";
import { idOf } from "@/lib/core/schemas";
import { DeliveryPage, ListDeliveriesQuery } from "@/lib/deliveries/schemas";
import {
  CheckUrlInput,
  CreatedWebhook,
  CreateWebhookInput,
  ListWebhooksQuery,
  RotateSecretInput,
  SkippedEvents,
  TestResult,
  TestWebhookInput,
  UpdateWebhookInput,
  UrlCheck,
  Webhook,
  WebhookPage,
  WebhookSecret,
} from "@/lib/webhooks/schemas";
import { defineOperation } from "../operation";

const tag = "Webhooks";
const params = z.strictObject({ id: idOf("webhook") });

export const listWebhooksOperation = defineOperation({
  id: "listWebhooks",
  method: "GET",
  path: "/api/webhooks",
  tag,
  summary: "List webhooks, newest first, with their health and last delivery",
  scope: "webhooks:read",
  query: ListWebhooksQuery,
  status: 200,
  response: WebhookPage,
});

export const createWebhookOperation = defineOperation({
  id: "createWebhook",
  method: "POST",
  path: "/api/webhooks",
  tag,
  summary: "Create a webhook; the answer shows its secret",
  scope: "webhooks:write",
  body: CreateWebhookInput,
  status: 201,
  response: CreatedWebhook,
});

export const getWebhookOperation = defineOperation({
  id: "getWebhook",
  method: "GET",
  path: "/api/webhooks/{id}",
  tag,
  summary: "Get a webhook",
  scope: "webhooks:read",
  params,
  status: 200,
  response: Webhook,
});

export const updateWebhookOperation = defineOperation({
  id: "updateWebhook",
  method: "PATCH",
  path: "/api/webhooks/{id}",
  tag,
  summary: "Change a webhook; null puts a field back to its default, active enables or disables",
  scope: "webhooks:write",
  params,
  body: UpdateWebhookInput,
  status: 200,
  response: Webhook,
});

export const deleteWebhookOperation = defineOperation({
  id: "deleteWebhook",
  method: "DELETE",
  path: "/api/webhooks/{id}",
  tag,
  summary: "Delete a webhook; what was open is cancelled, its history stays",
  scope: "webhooks:write",
  params,
  status: 204,
});

export const checkWebhookUrlOperation = defineOperation({
  id: "checkWebhookUrl",
  method: "POST",
  path: "/api/webhooks/check-url",
  tag,
  summary: "Check a URL: posts an unsigned webhook.url_check, which a correct receiver answers with 401; ten a minute",
  scope: "webhooks:write",
  body: CheckUrlInput,
  status: 200,
  response: UrlCheck,
  // A check changes nothing, and no transaction may wait for somebody's server.
  ownIdempotency: true,
});

export const countSkippedEventsOperation = defineOperation({
  id: "countSkippedEvents",
  method: "GET",
  path: "/api/webhooks/{id}/skipped-events",
  tag,
  summary: "Count the events that came in while a webhook has been disabled",
  scope: "webhooks:read",
  params,
  status: 200,
  response: SkippedEvents,
});

export const testWebhookOperation = defineOperation({
  id: "testWebhook",
  method: "POST",
  path: "/api/webhooks/{id}/test",
  tag,
  summary: "Send an example event to this webhook only",
  scope: "webhooks:write",
  params,
  body: TestWebhookInput,
  bodyOptional: true,
  status: 202,
  response: TestResult,
});

export const listDeliveriesOfWebhookOperation = defineOperation({
  id: "listDeliveriesOfWebhook",
  method: "GET",
  path: "/api/webhooks/{id}/deliveries",
  tag,
  summary: "List a webhook's deliveries, newest first",
  scope: "deliveries:read",
  params,
  query: ListDeliveriesQuery,
  status: 200,
  response: DeliveryPage,
});

export const getWebhookSecretOperation = defineOperation({
  id: "getWebhookSecret",
  method: "GET",
  path: "/api/webhooks/{id}/secret",
  tag,
  summary: "Show the signing secret; the audit log says who asked",
  scope: "secrets:read",
  params,
  status: 200,
  response: WebhookSecret,
});

export const rotateWebhookSecretOperation = defineOperation({
  id: "rotateWebhookSecret",
  method: "POST",
  path: "/api/webhooks/{id}/rotate-secret",
  tag,
  summary: "Make a new secret; both sign until the grace period ends",
  scope: "webhooks:write",
  params,
  body: RotateSecretInput,
  bodyOptional: true,
  status: 200,
  response: WebhookSecret,
});

export const expirePreviousSecretOperation = defineOperation({
  id: "expirePreviousSecret",
  method: "POST",
  path: "/api/webhooks/{id}/expire-previous-secret",
  tag,
  summary: "End the overlap of a rotation now: only the current secret signs",
  scope: "webhooks:write",
  params,
  status: 200,
  response: Webhook,
});

const statusOperation = <Id extends string>(id: Id, verb: string, summary: string) =>
  defineOperation({
    id,
    method: "POST",
    path: `/api/webhooks/{id}/${verb}`,
    tag,
    summary,
    scope: "webhooks:write",
    params,
    status: 200,
    response: Webhook,
  });

export const pauseWebhookOperation = statusOperation(
  "pauseWebhook",
  "pause",
  "Hold deliveries back until it is resumed",
);
export const resumeWebhookOperation = statusOperation("resumeWebhook", "resume", "Let go what was held");
export const enableWebhookOperation = statusOperation(
  "enableWebhook",
  "enable",
  "Enable a disabled webhook, with a clean slate",
);
