import { memberSpan } from "@/lib/core/json";
import { handle } from "@/lib/http";
import { testWebhookOperation } from "@/lib/http/operations/webhooks";
import { testWebhook } from "@/lib/webhooks";

export const POST = handle(testWebhookOperation, (ctx, { params, body, rawBody }) => {
  const data = rawBody === "" ? null : memberSpan(rawBody, "data");
  return testWebhook(ctx, params.id, body, data === null ? undefined : rawBody.slice(data.start, data.end));
});
