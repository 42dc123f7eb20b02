import { explain } from "./explain";
import { fromHeaderLines } from "./engine/header-lines";
import type { Attempt, AttemptPhases } from "./schemas";

export type AttemptRow = Omit<Attempt, "startedAt" | "request" | "response" | "phases" | "cause" | "actorName"> & {
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
export function presentAttempt(row: AttemptRow, body: string | null, actorName: string | null): Attempt {
  const { startedAt, url, requestHeaders, responseHeaders, responseBody, responseBytes, responseTruncated, ...rest } =
    row;
  const { phases, cause, certainty, maybeProcessed, evidence, ...attempt } = rest;
  return {
    ...attempt,
    actorName,
    startedAt: startedAt.toISOString(),
    request: { method: "POST", url, headers: fromHeaderLines(requestHeaders), body },
    response:
      responseHeaders === null
        ? null
        : {
            headers: fromHeaderLines(responseHeaders),
            ...presentBytes(responseBody),
            bodyBytes: responseBytes ?? 0,
            bodyTruncated: responseTruncated,
          },
    phases: { ...NO_PHASES, ...(JSON.parse(phases) as Partial<AttemptPhases>), totalMs: attempt.totalMs },
    cause: cause === null ? null : explain(cause, { certainty, maybeProcessed, evidence }),
  };
}

/** What an older version did not measure was not measured. */
const NO_PHASES: Omit<AttemptPhases, "totalMs"> = {
  queueWaitMs: null,
  dnsMs: null,
  tcpMs: null,
  tlsMs: null,
  ttfbMs: null,
  downloadMs: null,
  reusedConnection: false,
  protocol: null,
  tlsVersion: null,
  certificate: null,
};

/** Text where it is text; a body that was cut in the middle of a character still is. */
function presentBytes(bytes: Uint8Array | null): { body: string | null; bodyEncoding: "utf8" | "base64" } {
  if (bytes === null) return { body: null, bodyEncoding: "utf8" };
  try {
    return { body: new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true }), bodyEncoding: "utf8" };
  } catch {
    return { body: Buffer.from(bytes).toString("base64"), bodyEncoding: "base64" };
  }
}
