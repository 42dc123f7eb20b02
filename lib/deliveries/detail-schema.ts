import { z } from "zod";
import { Instant } from "@/lib/core/schemas";

const HeaderList = z
  .array(z.tuple([z.string(), z.string()]))
  .meta({ description: "Name and value, in the order on the wire" });

const Ms = z.number().nullable();

export const AttemptPhases = z
  .object({
    queueWaitMs: Ms.meta({ description: "From being due to the start, waits for the rate limit included" }),
    dnsMs: Ms,
    tcpMs: Ms,
    tlsMs: Ms,
    ttfbMs: Ms.meta({ description: "From the request on the wire to the first response headers" }),
    downloadMs: Ms,
    totalMs: z.number(),
    reusedConnection: z.boolean(),
    protocol: z.string().nullable().meta({ example: "HTTP/1.1" }),
    tlsVersion: z.string().nullable().meta({ example: "TLSv1.3" }),
    certificate: z
      .object({ subject: z.string(), issuer: z.string(), validFrom: z.string(), validTo: z.string() })
      .nullable(),
  })
  .meta({ id: "AttemptPhases", description: "Milliseconds of each step, null where it was not taken" });
export type AttemptPhases = z.output<typeof AttemptPhases>;

export const Explanation = z
  .object({
    cause: z.string(),
    title: z.string(),
    hint: z.string(),
    explanation: z.string(),
    steps: z.array(z.string()).meta({ description: "What to do about it, the most likely first" }),
    severity: z.enum(["error", "warning", "notice"]),
    certainty: z.string().nullable(),
    maybeProcessed: z.string().nullable().meta({ description: "Whether the receiver may have acted on it" }),
    evidence: z.array(z.string()),
  })
  .meta({ id: "Explanation" });
export type Explanation = z.output<typeof Explanation>;

const Actor = {
  actor: z.string().nullable().meta({ description: "Id of the user or API key, or the name of a part of Posthorn" }),
  actorName: z.string().nullable(),
};

export const Attempt = z
  .object({
    id: z.string(),
    number: z.int(),
    trigger: z.enum(["schedule", "manual"]),
    ...Actor,
    bulkJobId: z.string().nullable(),
    workerId: z.string(),
    startedAt: Instant,
    ok: z.boolean(),
    statusCode: z.int().nullable(),
    errorCode: z.string().nullable(),
    totalMs: z.number(),
    remoteAddress: z.string().nullable(),
    request: z.object({
      method: z.literal("POST"),
      url: z.string(),
      headers: HeaderList,
      body: z
        .string()
        .nullable()
        .meta({ description: "Exactly the text that was signed and sent; null once it is no longer kept" }),
    }),
    response: z
      .object({
        headers: HeaderList,
        body: z.string().nullable(),
        bodyEncoding: z.enum(["utf8", "base64"]),
        bodyBytes: z.int(),
        bodyTruncated: z.boolean(),
      })
      .nullable(),
    phases: AttemptPhases,
    cause: Explanation.nullable(),
  })
  .meta({ id: "Attempt" });
export type Attempt = z.output<typeof Attempt>;

const HINTS = ["config_change", "one_type", "outage", "same_host", "certificate"] as const;

/** What a delivery shows of itself beyond what lists show. */
export const detailFields = {
  webhookStatus: z.enum(["active", "paused", "disabled", "deleted"]),
  body: z.string().nullable().meta({ description: "Exactly the text that is sent; null once it is no longer kept" }),
  event: z
    .object({
      acceptedAt: Instant,
      occurredAt: Instant,
      idempotencyKey: z.string().nullable(),
      requestId: z.string().nullable(),
    })
    .nullable()
    .meta({ description: "Null once it is no longer kept" }),
  matched: z.string().nullable().meta({
    description: "The entry of the webhook's events that means this type, as they are now",
    example: "user.*",
  }),
  timeoutMs: z.int().meta({ description: "The webhook's, as it is now" }),
  schedule: z.object({
    made: z.int().meta({ description: "Scheduled attempts made; manual ones do not count" }),
    delaysMs: z.array(z.int()).meta({ description: "Delays between attempts: one attempt more than there are delays" }),
  }),
  planned: z
    .array(
      z.object({
        trigger: z.enum(["schedule", "manual"]),
        plannedFor: Instant,
        isSending: z.boolean(),
        bulkJobId: z.string().nullable(),
        ...Actor,
      }),
    )
    .meta({ description: "Attempts to come, or on the wire right now" }),
  startedBy: z
    .object({ at: Instant, ...Actor })
    .nullable()
    .meta({ description: "Who asked for a replay or a test; null for what an event set off" }),
  state: z
    .object({ explanation: Explanation, since: Instant.nullable(), ...Actor })
    .nullable()
    .meta({ description: "Why it stands as it does when no attempt says so: paused, cancelled, disabled, expired" }),
  alsoSeen: z
    .object({
      count: z.int(),
      since: Instant,
      isComplete: z.boolean().meta({ description: "False when there may be more than were looked at" }),
    })
    .nullable()
    .meta({ description: "Other deliveries of this webhook in 24 hours whose last attempt had the same cause" }),
  hints: z
    .array(z.object({ kind: z.enum(HINTS), text: z.string(), at: Instant.nullable() }))
    .meta({ description: "What other deliveries and the audit log say about the cause" }),
  retentionDays: z.int(),
  attempts: z.array(Attempt).meta({ description: "In order; the newest 50 when there are more" }),
};
