import { z } from "zod";
import { Instant } from "@/lib/core/schemas";
import { Headers, TimeoutMs, Url } from "./fields";

const TIMEOUT_MS_DEFAULT = 10_000;

export const CheckUrlInput = z
  .strictObject({ url: Url, timeoutMs: TimeoutMs.default(TIMEOUT_MS_DEFAULT), headers: Headers.default({}) })
  .meta({ id: "CheckUrlInput" });
export type CheckUrlInput = z.output<typeof CheckUrlInput>;

const ms = z.number().nullable();

export const UrlCheck = z
  .object({
    verdict: z
      .enum(["verifies", "accepts_unsigned", "failing", "unreachable", "blocked"])
      .meta({ description: "verifies: it refused the unsigned request, as a correct receiver does" }),
    summary: z.string().meta({ description: "The verdict as a sentence" }),
    remoteAddress: z.string().nullable(),
    protocol: z.string().nullable(),
    tlsVersion: z.string().nullable(),
    certificate: z
      .object({
        subject: z.string(),
        issuer: z.string(),
        names: z.array(z.string()),
        validFrom: z.string(),
        validTo: z.string(),
      })
      .nullable(),
    phases: z
      .object({ dnsMs: ms, tcpMs: ms, tlsMs: ms, ttfbMs: ms, downloadMs: ms, totalMs: z.number() })
      .nullable()
      .meta({ description: "Milliseconds of each step, null where it was not taken" }),
    response: z
      .object({
        status: z.int(),
        location: z.string().nullable().meta({ description: "Where a redirect leads; it is not followed" }),
        headers: z.array(z.tuple([z.string(), z.string()])),
        body: z.string().meta({ description: "The first 1,024 bytes" }),
        bodyEncoding: z.enum(["utf8", "base64"]),
        bodyTruncated: z.boolean(),
      })
      .nullable(),
    cause: z
      .object({ cause: z.string(), title: z.string(), hint: z.string(), evidence: z.array(z.string()) })
      .nullable(),
    checkedAt: Instant,
  })
  .meta({ id: "UrlCheck" });
export type UrlCheck = z.output<typeof UrlCheck>;

export const SkippedEvents = z
  .object({
    since: Instant.nullable().meta({ description: "When it was disabled; null while it is not" }),
    count: z.int().meta({ description: "Events it subscribes to that came in since and were not delivered" }),
    isComplete: z.boolean().meta({ description: "false: only the newest events of the workspace were looked at" }),
  })
  .meta({ id: "SkippedEvents" });
export type SkippedEvents = z.output<typeof SkippedEvents>;
