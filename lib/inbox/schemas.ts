import { z } from "zod";
import { SECOND_MS } from "@/lib/core/clock";
import { idOf, Instant, pageOf, PageQuery, textOf } from "@/lib/core/schemas";
import { INBOX_VERDICTS } from "./constants";

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

const DELAY_MS_MAX = 60 * SECOND_MS;
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
const NOT_ALLOWED =
  "is no header that an inbox may send: use X-… names, ETag, Server, Vary, Via, Allow, Age, Warning, Content-Language, CF-Ray or RateLimit-…";
const HEADERS_MAX = 20;
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
  .record(z.string(), z.string().max(1_024).regex(PRINTABLE, "must be printable ASCII"))
  .superRefine((headers, { addIssue }) => {
    const names = Object.keys(headers);
    if (names.length > HEADERS_MAX) addIssue({ code: "custom", message: `must have at most ${HEADERS_MAX} headers` });
    for (const name of names)
      if (!ALLOWED_HEADER.test(name)) addIssue({ code: "custom", path: [name], message: NOT_ALLOWED });
  });

const Location = z
  .string()
  .max(2_048)
  .regex(PRINTABLE, "must be printable ASCII")
  .refine((text) => /^(https?:\/\/|\/)/i.test(text), "must begin with http://, https:// or /");

/**
 * How an inbox answers. `sequence`, `failFirst`, `failureRate`, `hang` and `drop` are asked in this order; what none
 * of them decides is answered with `status`.
 */
export const InboxBehaviour = z
  .strictObject({
    preset: z
      .enum(PRESET_NAMES)
      .optional()
      .meta({ description: "A known receiver; fields beside it go before its own" }),
    status: Status.optional().meta({
      description: "Default 200; 302 with a location; 429 with a retryAfter and nothing else that fails",
    }),
    sequence: z.array(Outcome).min(1).max(100).optional().meta({
      description: "What the first, second, … request gets since the behaviour was set; the last one repeats",
    }),
    failFirst: z.int().min(0).max(10_000).optional().meta({ description: "How many requests fail before all is well" }),
    failureRate: z.number().min(0).max(1).optional().meta({ description: "Share of requests that fail, at random" }),
    failWith: Outcome.optional().meta({ description: "What failFirst and failureRate do; default 500" }),
    hang: z.boolean().optional().meta({ description: "Never answer; the connection is cut after two minutes" }),
    drop: z.boolean().optional().meta({ description: "Reset the connection before any answer" }),
    delayMs: z.int().min(0).max(DELAY_MS_MAX).optional(),
    headers: Headers.optional(),
    body: z
      .string()
      .max(64 * 1024)
      .refine((text) => STORABLE.test(text), "must not contain U+0000 or half of a surrogate pair")
      .optional(),
    contentType: z.enum(CONTENT_TYPES).optional(),
    location: Location.optional(),
    retryAfter: z.string().max(100).regex(PRINTABLE, "must be printable ASCII").optional().meta({
      description: "Seconds, a date, or anything else a receiver may say; goes with answers from 300 on",
    }),
    dripMs: z.int().min(0).max(DELAY_MS_MAX).optional().meta({ description: "Send the body in pieces over this time" }),
    bodyBytes: z.int().min(0).max(FILLER_BYTES_MAX).optional().meta({ description: "Instead of body: so many bytes" }),
  })
  .meta({ id: "InboxBehaviour" });
export type InboxBehaviour = z.infer<typeof InboxBehaviour>;

const Name = textOf(100);

export const CreateInboxInput = z.strictObject({ name: Name.default("Inbox"), behaviour: InboxBehaviour.default({}) });
export type CreateInboxInput = z.input<typeof CreateInboxInput>;

export const UpdateInboxInput = z.strictObject({ name: Name.optional(), behaviour: InboxBehaviour.optional() });
export type UpdateInboxInput = z.input<typeof UpdateInboxInput>;

/** What a form asks for; a name there is no name by itself. */
export const RenameInboxInput = z.strictObject({ name: Name });
export type RenameInboxInput = z.input<typeof RenameInboxInput>;

export const Inbox = z
  .object({
    id: idOf("inbox"),
    name: z.string(),
    url: z.string().meta({ description: "Where to send requests, by any method; whoever knows it may send" }),
    behaviour: InboxBehaviour,
    requestCount: z.int().meta({ description: "Requests since the behaviour was set" }),
    kept: z.int().meta({ description: "Requests that can be read: the newest 500 at most" }),
    lastRequestAt: Instant.nullable(),
    webhooks: z
      .array(z.object({ id: z.string(), name: z.string(), status: z.enum(["active", "paused", "disabled"]) }))
      .nullable()
      .meta({ description: "Webhooks that point here, 20 at most; null for a key without webhooks:read" }),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: "Inbox" });
export type Inbox = z.infer<typeof Inbox>;

export const InboxSignature = z.object({
  verdict: z.enum(INBOX_VERDICTS).meta({
    description: "unknown_sender: signed, but by no webhook of this workspace that points here",
  }),
  reason: z.string().nullable(),
  message: z.string().nullable(),
  webhookId: z.string().nullable().meta({ description: "The webhook whose secrets were tried" }),
});
export type InboxSignature = z.infer<typeof InboxSignature>;

export const InboxRequestSummary = z
  .object({
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
    answeredStatus: z.int().nullable().meta({
      description: "null until it is answered, and for ever when it was dropped or the sender gave up",
    }),
    remoteAddress: z.string().nullable(),
    durationMs: z.number().nullable().meta({
      description: "From the arrival to the end of the answer or of the connection; null while it lasts",
    }),
    receivedAt: Instant,
  })
  .meta({ id: "InboxRequestSummary" });
export type InboxRequestSummary = z.infer<typeof InboxRequestSummary>;

export const InboxRequest = InboxRequestSummary.extend({
  headers: z.array(z.tuple([z.string(), z.string()])).meta({
    description: "Names and values in the order and case they came; the value of Cookie is not kept",
  }),
  body: z.string(),
  bodyEncoding: z.enum(["utf8", "base64"]).meta({ description: "base64 where the bytes are no UTF-8 text" }),
}).meta({ id: "InboxRequest" });
export type InboxRequest = z.infer<typeof InboxRequest>;

export const InboxPage = pageOf(Inbox);
export const InboxRequestPage = pageOf(InboxRequestSummary);

export const ListInboxRequestsQuery = PageQuery.extend({
  q: textOf(200).optional().meta({
    description: "Text in the method, path, headers or first 64 KiB of the body, or the id of an event or delivery",
  }),
  verdict: z.enum(INBOX_VERDICTS).optional(),
});
export type ListInboxRequestsQuery = z.output<typeof ListInboxRequestsQuery>;
