import type { AttemptResponse, AttemptResult } from "./attempt-result";

const EXCERPT_LENGTH = 200;

/** @returns a duration as people read it: `1,234 ms`. */
export function formatMs(ms: number): string {
  return `${Math.round(ms).toLocaleString("en-US")} ms`;
}

/** @returns how far the connection got, a line for each step that was made. Nothing of a blocked one is known here. */
export function connectionEvidence(result: AttemptResult, host: string): string[] {
  const { phases, remoteAddress } = result;
  if (phases.reusedConnection)
    return [`Sent over a connection to ${remoteAddress} that was open from an earlier attempt.`];
  const lines: string[] = [];
  if (phases.dnsMs !== null) lines.push(`Looked up ${host} in ${formatMs(phases.dnsMs)}.`);
  if (phases.tcpMs !== null) lines.push(`Connected to ${remoteAddress} in ${formatMs(phases.tcpMs)}.`);
  if (phases.tlsMs !== null)
    lines.push(`Finished the TLS handshake (${phases.tlsVersion}) in ${formatMs(phases.tlsMs)}.`);
  return lines;
}

/** @returns the value of a response header, the first where it came several times; the name in lower case. */
export function responseHeader(result: AttemptResponse, name: string): string | null {
  return result.headers.find(([key]) => key.toLowerCase() === name)?.[1] ?? null;
}

/** @returns the stored body as text; empty when it is compressed, which nothing here can read. */
export function responseText(result: AttemptResponse): string {
  const encoding = responseHeader(result, "content-encoding") ?? "identity";
  return encoding === "identity" ? result.body.toString("utf8") : "";
}

/** @returns the beginning of hostile text as one printable line: no control or bidi characters, no half surrogates. */
export function excerpt(text: string): string {
  const line = text
    .slice(0, EXCERPT_LENGTH)
    .replace(/[\p{C}\s]+/gu, " ")
    .trim();
  return text.length > EXCERPT_LENGTH ? `${line}…` : line;
}
