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
  const {
    id,
    number,
    trigger,
    actor,
    bulkJobId,
    workerId,
    startedAt,
    ok,
    statusCode,
    errorCode,
    totalMs,
    remoteAddress,
  } = row;
  return {
    ...{ id, number, trigger, actor, bulkJobId, workerId, ok, statusCode, errorCode, totalMs, remoteAddress },
    startedAt: startedAt.toISOString(),
    request: { method: "POST", url: row.url, headers: JSON.parse(row.requestHeaders) as [string, string][], body },
    response: presentResponse(row),
    phases: JSON.parse(row.phases) as Attempt["phases"],
    cause: presentCause(row),
  };
}

function presentResponse(row: AttemptRow): Attempt["response"] {
  if (row.responseHeaders === null) return null;
  return {
    headers: JSON.parse(row.responseHeaders) as [string, string][],
    ...presentBytes(row.responseBody),
    bodyBytes: row.responseBytes ?? 0,
    bodyTruncated: row.responseTruncated,
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

function presentCause({ cause, certainty, maybeProcessed, evidence }: AttemptRow): Attempt["cause"] {
  if (cause === null) return null;
  const { title, hint } = Object.hasOwn(CAUSES, cause)
    ? CAUSES[cause as keyof typeof CAUSES]
    : { title: cause, hint: "" };
  return { cause, title, hint, certainty, maybeProcessed, evidence };
}
