import { LRUCache } from "lru-cache";
import { z } from "zod";
import { checkCustomHeaders, type EgressRequest, excerpt, headersOnWire } from "@/lib/egress";
import type { Encryption } from "@/lib/platform/encryption";
import { VERSION } from "@/lib/platform/version";
import { signatureHeaders, type SigningSecrets } from "@/lib/signing";
import { toHeaderLines } from "./header-lines";
import type { ClaimedDelivery, ClaimedWebhook } from "./claimed-delivery";

const DECRYPTED_MAX = 5_000;

export type BuiltRequest = {
  request: EgressRequest;
  attemptNumber: number;
  /** What goes over the wire in order, credentials masked; see header-lines. */
  recordedHeaders: string;
};

/** Custom headers as they may be shown: values under names that sound secret are hidden. */
export type MaskHeaders = (headers: Record<string, string>) => Record<string, string>;

/** Nothing can be sent because of what is stored. The message is for the tenant. */
export class UnsendableError extends Error {}

const StoredHeaders = z.record(z.string(), z.string());

export type RequestBuilder = (delivery: ClaimedDelivery, nowMs: number) => BuiltRequest;

/**
 * @returns what turns a claimed delivery into a signed request. Secrets are decrypted once per ciphertext, so that a
 * rotated one is never mistaken for its successor.
 */
export function createRequestBuilder(encryption: Encryption, maskHeaders: MaskHeaders): RequestBuilder {
  const decrypted = new LRUCache<string, string>({ max: DECRYPTED_MAX });
  const open = (ciphertext: string, webhook: ClaimedWebhook): string => {
    // By its row too: what was moved into another row must not open there because it is remembered from its own.
    const name = `${webhook.workspaceId} ${webhook.id} ${ciphertext}`;
    const known = decrypted.get(name);
    if (known !== undefined) return known;
    const context = { workspaceId: webhook.workspaceId, table: "webhooks", rowId: webhook.id };
    const plaintext = encryption.decrypt(ciphertext, context);
    decrypted.set(name, plaintext);
    return plaintext;
  };

  function secretsOf(webhook: ClaimedWebhook, nowMs: number): SigningSecrets {
    const { previousSecretEncrypted: previous, previousSecretExpiresAtMs: expiresAtMs } = webhook;
    const overlaps = previous !== null && expiresAtMs !== null && nowMs < expiresAtMs;
    return { current: open(webhook.secretEncrypted, webhook), previous: overlaps ? open(previous, webhook) : null };
  }

  /** Looked at again before each attempt: the row may be older than a rule, or written by somebody's own hand. */
  function customHeadersOf(webhook: ClaimedWebhook): Record<string, string> {
    if (webhook.headersEncrypted === null) return {};
    const stored = StoredHeaders.safeParse(JSON.parse(open(webhook.headersEncrypted, webhook)));
    if (!stored.success) throw new UnsendableError("The custom headers cannot be sent: they are no names with values.");
    const [refused] = checkCustomHeaders(stored.data);
    if (refused === undefined) return stored.data;
    throw new UnsendableError(`The custom headers cannot be sent: ${excerpt(refused.path)} ${refused.message}.`);
  }

  return (delivery, nowMs) => {
    const { webhook, body } = delivery;
    const attemptNumber = delivery.attemptCount + 1;
    const ownHeaders = {
      "Content-Type": "application/json",
      "User-Agent": `Posthorn/${VERSION}`,
      ...signatureHeaders({
        eventId: delivery.eventId,
        eventType: delivery.eventType,
        deliveryId: delivery.deliveryId,
        attemptNumber,
        timestampSeconds: Math.floor(nowMs / 1000),
        body,
        secrets: secretsOf(webhook, nowMs),
      }),
    };
    const customHeaders = customHeadersOf(webhook);
    const request = {
      url: webhook.url,
      headers: { ...ownHeaders, ...customHeaders },
      body,
      timeoutMs: webhook.timeoutMs,
    };
    // Sent as they are, recorded as they may be shown.
    const recorded = headersOnWire({ ...request, headers: { ...ownHeaders, ...maskHeaders(customHeaders) } });
    return { request, attemptNumber, recordedHeaders: toHeaderLines(recorded) };
  };
}
