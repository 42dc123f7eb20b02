import { CAUSES } from "@/lib/egress";
import type { Attempt } from "./schemas";

export type AttemptRow = Omit<Attempt, "startedAt" | "request" | "response" | "phases" | "cause"> & {
  startedAt: Date;
  url: string;
  requestHeaders: string;
  responseHeaders: string | null;
  responseBody: Uint8Array | null;
  responseBytes: number | null;
  responseTruncated: boolean;
  phases: string;
  cause: string | null;
  certainty: string | null;
  maybeProcessed: string | null;
  evidence: string[];
};

/** @returns the attempt as it is shown; `body` is its event's, which every attempt sends. */
export function presentAttempt(row: AttemptRow, body: string | null): Attempt {
  const { startedAt, url, requestHeaders, responseHeaders, responseBody, responseBytes, responseTruncated, ...rest } =
    row;
  const { phases, cause, certainty, maybeProcessed, evidence, ...attempt } = rest;
  return {
    ...attempt,
    startedAt: startedAt.toISOString(),
    request: { method: "POST", url, headers: JSON.parse(requestHeaders) as [string, string][], body },
    response:
      responseHeaders === null
        ? null
        : {
            headers: JSON.parse(responseHeaders) as [string, string][],
            ...presentBytes(responseBody),
            bodyBytes: responseBytes ?? 0,
            bodyTruncated: responseTruncated,
          },
    phases: JSON.parse(phases) as Attempt["phases"],
    cause: cause === null ? null : { cause, ...describe(cause), certainty, maybeProcessed, evidence },
  };
}

/** Text where it is text; a body that was cut in the middle of a character still is. */
function presentBytes(bytes: Uint8Array | null): { body: string | null; bodyEncoding: "utf8" | "base64" } {
  if (bytes === null) return { body: null, bodyEncoding: "utf8" };
  try {
    return { body: new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true }), bodyEncoding: "utf8" };
  } catch {
    return { body: Buffer.from(bytes).toString("base64"), bodyEncoding: "base64" };
  }
}

/** A cause that an older version recorded may have left the catalogue since. */
function describe(cause: string): { title: string; hint: string } {
  if (!Object.hasOwn(CAUSES, cause)) return { title: cause, hint: "" };
  const { title, hint } = CAUSES[cause as keyof typeof CAUSES];
  return { title, hint };
}
