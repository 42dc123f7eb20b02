import { type Context, requireScope } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { newId } from "@/lib/core/ids";
import { invalidFields } from "@/lib/core/errors";
import { type AttemptResponse, checkUrl, createAddressPolicy, createEgressClient } from "@/lib/egress";
import { VERSION } from "@/lib/platform/version";
import { mergeHeaders } from "./headers";
import { judgeUrlCheck } from "./judge-url-check";
import type { CheckUrlInput, UrlCheck } from "./schemas";

/** What the receiver sees, so that nobody takes a check for an event. */
export const CHECK_EVENT_TYPE = "webhook.url_check";
const BODY_BYTES_SHOWN = 1_024;

/**
 * Posts an unsigned check to a URL through the same guarded client as deliveries, on a connection of its own, and tells
 * what became of it. A receiver that verifies signatures answers 401, which is the good outcome.
 * @throws AppError `rate_limited` after ten checks in a minute, `validation_failed` for headers that cannot be sent.
 */
export async function checkWebhookUrl(ctx: Context, input: CheckUrlInput): Promise<UrlCheck> {
  requireScope(ctx.actor, "webhooks:write");
  const { url, timeoutMs } = input;
  const merged = mergeHeaders(input.headers, {});
  if (merged.outcome === "refused") throw invalidFields(...merged.errors);
  await ctx.services.throttle.take("url-check-workspace", ctx.workspace.id);

  const { allowedCidrs, ownOrigin, lookup } = ctx.services.destinations;
  const policy = createAddressPolicy(allowedCidrs);
  const checked = checkUrl(url, { policy, ownOrigin });
  if (checked.outcome === "refused") return { ...NOTHING, ...judgeUrlCheck({ refusal: checked.message }), ...now() };
  await recordAudit(ctx, { action: "webhook.url_checked", diff: { url: [null, url] } });

  const client = createEgressClient({ policy, ownOrigin, lookup });
  try {
    const body = Buffer.from(checkBody());
    const result = await client.send({ url, headers: { ...OWN_HEADERS, ...merged.headers }, body, timeoutMs });
    const judged = judgeUrlCheck({ result, url, timeoutMs });
    if (judged.verdict === "blocked") return { ...NOTHING, ...judged, ...now() };
    const { phases, remoteAddress } = result;
    const { dnsMs, tcpMs, tlsMs, ttfbMs, downloadMs, totalMs, protocol, tlsVersion, certificate } = phases;
    return {
      ...judged,
      remoteAddress,
      protocol,
      tlsVersion,
      certificate,
      phases: { dnsMs, tcpMs, tlsMs, ttfbMs, downloadMs, totalMs },
      response: result.outcome === "response" ? presentResponse(result) : null,
      ...now(),
    };
  } finally {
    client.close();
  }
}

const NOTHING = {
  remoteAddress: null,
  protocol: null,
  tlsVersion: null,
  certificate: null,
  phases: null,
  response: null,
};

const OWN_HEADERS = {
  "Content-Type": "application/json",
  "User-Agent": `Posthorn/${VERSION}`,
  "X-Webhook-Event": CHECK_EVENT_TYPE,
};

const now = () => ({ checkedAt: new Date().toISOString() });

/** The shape of an event, under a type that says what it is. */
function checkBody(): string {
  return JSON.stringify({
    id: newId("event"),
    type: CHECK_EVENT_TYPE,
    timestamp: new Date().toISOString(),
    data: { message: "Somebody checks whether this URL can be reached. It is not signed: answer it with 401." },
  });
}

function presentResponse({ status, headers, body, bodyTruncated }: AttemptResponse): UrlCheck["response"] {
  const shown = body.subarray(0, BODY_BYTES_SHOWN);
  const isRedirect = status >= 300 && status <= 399;
  const location = headers.find(([name]) => name.toLowerCase() === "location")?.[1] ?? null;
  return {
    status,
    location: isRedirect ? location : null,
    headers,
    ...textOrBase64(shown),
    bodyTruncated: bodyTruncated || body.length > shown.length,
  };
}

/** A body that was cut in the middle of a character is text all the same. */
function textOrBase64(bytes: Buffer): { body: string; bodyEncoding: "utf8" | "base64" } {
  try {
    return { body: new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true }), bodyEncoding: "utf8" };
  } catch {
    return { body: bytes.toString("base64"), bodyEncoding: "base64" };
  }
}
