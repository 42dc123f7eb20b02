import { z } from "zod";
import { SECOND_MS } from "@/lib/core/clock";
import { idOf, Instant, pageOf, textOf } from "@/lib/core/schemas";

export const PRESET_NAMES = [
  "healthy",
  "flaky",
  "down",
  "slow",
  "times_out",
  "drops",
  "rate_limited",
  "wrong_secret",
  "recovers_after_3",
  "redirects",
  "gone",
  "html_error",
] as const;

export const DELAY_MS_MAX = 60 * SECOND_MS;
const FILLER_BYTES_MAX = 100 * 1024 * 1024;

// An inbox answers from the product's own origin. What a browser would run or obey there is left out: scripts and
// styles, cookies, and headers that set a policy for the whole origin.
const CONTENT_TYPES = [
  "application/json",
  "application/problem+json",
  "application/xml",
  "application/octet-stream",
  "text/plain",
  "text/html",
  "text/xml",
] as const;
const ALLOWED_HEADER =
  /^(x-(?!content-|frame-|xss-|dns-|permitted-|forwarded|accel-|request-id)[a-z0-9-]+|ratelimit(-[a-z]+)?|allow|age|cf-ray|content-language|etag|server|vary|via|warning)$/i;
const PRINTABLE = /^[\x20-\x7e]*$/;
// PostgreSQL's jsonb refuses the rest.
const STORABLE = /^[^\0\p{Surrogate}]*$/u;

const Status = z.int().min(200).max(599);

/** What one request may come to: an answer with a status, silence, or a connection cut before any answer. */
const Outcome = z.union([Status, z.enum(["drop", "hang"])], {
  error: "must be a status from 200 to 599, drop or hang",
});
export type Outcome = z.infer<typeof Outcome>;

const Headers = z
  .record(
    z
      .string()
      .regex(
        ALLOWED_HEADER,
        "is not a header an inbox may send: use X-… names, ETag, Server, Vary, Via, Allow, Age, Warning, Content-Language or RateLimit-…",
      ),
    z.string().max(1_024).regex(PRINTABLE, "must be printable ASCII"),
  )
  .refine((headers) => Object.keys(headers).length <= 20, "has more than 20 headers");

const Location = z
  .string()
  .max(2_048)
  .regex(PRINTABLE, "must be printable ASCII")
  .refine((text) => /^(https?:\/\/|\/)/i.test(text), "must begin with http://, https:// or /");

/**
 * How an inbox answers. `sequence`, `failFirst`, `failureRate`, `hang` and `drop` are asked in this order; what none
 * of them decides is answered with `status`.
 */
export const InboxBehaviour = z.strictObject({
  /** Fields given beside a preset go before the preset's. */
  preset: z.enum(PRESET_NAMES).optional(),
  /** Default 200; 302 with a `location`; 429 with a `retryAfter` and nothing else that fails. */
  status: Status.optional(),
  /** The n-th request since the behaviour was set gets the n-th of these; the last one repeats. */
  sequence: z.array(Outcome).min(1).max(100).optional(),
  failFirst: z.int().min(0).max(10_000).optional(),
  /** Share of requests that fail, at random, 0–1. */
  failureRate: z.number().min(0).max(1).optional(),
  /** What `failFirst` and `failureRate` do; default 500. */
  failWith: Outcome.optional(),
  /** Never answers; the connection is cut after two minutes. */
  hang: z.boolean().optional(),
  drop: z.boolean().optional(),
  delayMs: z.int().min(0).max(DELAY_MS_MAX).optional(),
  headers: Headers.optional(),
  body: z
    .string()
    .max(64 * 1024)
    .regex(STORABLE, "must not contain U+0000 or half of a surrogate pair")
    .optional(),
  contentType: z.enum(CONTENT_TYPES).optional(),
  location: Location.optional(),
  /** Seconds, a date, or anything else a receiver may say; goes with answers from 300 on. */
  retryAfter: z.string().max(100).regex(PRINTABLE, "must be printable ASCII").optional(),
  /** The body arrives in pieces over this time. */
  dripMs: z.int().min(0).max(DELAY_MS_MAX).optional(),
  /** Instead of `body`: so many bytes. */
  bodyBytes: z.int().min(0).max(FILLER_BYTES_MAX).optional(),
});
export type InboxBehaviour = z.infer<typeof InboxBehaviour>;

const Name = textOf(100);

export const CreateInboxInput = z.strictObject({ name: Name.default("Inbox"), behaviour: InboxBehaviour.default({}) });
export type CreateInboxInput = z.input<typeof CreateInboxInput>;

export const UpdateInboxInput = z.strictObject({ name: Name.optional(), behaviour: InboxBehaviour.optional() });
export type UpdateInboxInput = z.input<typeof UpdateInboxInput>;

export const Inbox = z.object({
  id: idOf("inbox"),
  name: z.string(),
  /** Where to send requests, any method. Whoever knows it may send. */
  url: z.string(),
  behaviour: InboxBehaviour,
  /** Requests since the behaviour was set. */
  requestCount: z.int(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type Inbox = z.infer<typeof Inbox>;

export const InboxSignature = z.object({
  /** unknown_sender: signed, but by no webhook of this workspace that points here. */
  verdict: z.enum(["valid", "invalid", "unsigned", "unknown_sender"]),
  reason: z.string().nullable(),
  message: z.string().nullable(),
  /** The webhook whose secrets were tried. */
  webhookId: z.string().nullable(),
});
export type InboxSignature = z.infer<typeof InboxSignature>;

export const InboxRequestSummary = z.object({
  id: idOf("inboxRequest"),
  inboxId: idOf("inbox"),
  method: z.string(),
  path: z.string(),
  bodyBytes: z.int(),
  bodyTruncated: z.boolean(),
  signature: InboxSignature,
  eventId: z.string().nullable(),
  deliveryId: z.string().nullable(),
  attemptNumber: z.int().nullable(),
  /** null until it is answered, and for ever when it was dropped or the sender gave up. */
  answeredStatus: z.int().nullable(),
  remoteAddress: z.string().nullable(),
  /** From the arrival to the end of the answer or of the connection; null while it lasts. */
  durationMs: z.number().nullable(),
  receivedAt: Instant,
});
export type InboxRequestSummary = z.infer<typeof InboxRequestSummary>;

export const InboxRequest = InboxRequestSummary.extend({
  /** In the order and case they came; the value of Cookie is not kept. */
  headers: z.array(z.tuple([z.string(), z.string()])),
  body: z.string(),
  /** base64 where the bytes are no UTF-8 text. */
  bodyEncoding: z.enum(["utf8", "base64"]),
});
export type InboxRequest = z.infer<typeof InboxRequest>;

export const InboxPage = pageOf(Inbox);
export const InboxRequestPage = pageOf(InboxRequestSummary);
