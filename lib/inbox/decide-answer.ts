import { expandPreset } from "./presets";
import type { InboxBehaviour, Outcome } from "./schemas";

/** What becomes of one request. `hang` and `drop` never send a byte. */
export type Answer =
  | { kind: "hang" }
  | { kind: "drop"; delayMs: number }
  | { kind: "respond"; delayMs: number; status: number; headers: [string, string][]; body: AnswerBody; dripMs: number };

export type AnswerBody = { kind: "text"; text: string } | { kind: "filler"; bytes: number };

const DEFAULT_BODY = '{"received":true}';
const DEFAULT_FAILURE: Outcome = 500;
const WITHOUT_BODY = new Set([204, 205, 304]);

/**
 * Decides how an inbox answers; the same arguments give the same answer.
 * @param requestNumber 1 for the first request since the behaviour was set.
 * @param random from [0, 1), for `failureRate`.
 */
export function decideAnswer(behaviour: InboxBehaviour, requestNumber: number, random: number): Answer {
  const rules = expandPreset(behaviour);
  const delayMs = rules.delayMs ?? 0;
  const outcome = decideOutcome(rules, requestNumber, random);
  if (outcome === "hang") return { kind: "hang" };
  if (outcome === "drop") return { kind: "drop", delayMs };
  return {
    kind: "respond",
    delayMs,
    status: outcome,
    headers: headersOf(rules, outcome),
    body: bodyOf(rules, outcome),
    dripMs: rules.dripMs ?? 0,
  };
}

function decideOutcome(rules: InboxBehaviour, requestNumber: number, random: number): Outcome {
  const { sequence, failFirst = 0, failureRate = 0, failWith = DEFAULT_FAILURE } = rules;
  const step = sequence?.[Math.min(requestNumber, sequence.length) - 1];
  if (step !== undefined) return step;
  if (requestNumber <= failFirst || random < failureRate) return failWith;
  if (rules.hang === true) return "hang";
  if (rules.drop === true) return "drop";
  return rules.status ?? defaultStatus(rules);
}

function defaultStatus({ location, retryAfter, failFirst, failureRate }: InboxBehaviour): number {
  if (location !== undefined) return 302;
  return retryAfter !== undefined && failFirst === undefined && failureRate === undefined ? 429 : 200;
}

function headersOf(rules: InboxBehaviour, status: number): [string, string][] {
  const headers: [string, string][] = Object.entries(rules.headers ?? {});
  if (rules.location !== undefined && status >= 300 && status < 400) headers.push(["Location", rules.location]);
  if (rules.retryAfter !== undefined && status >= 300) headers.push(["Retry-After", rules.retryAfter]);
  const type = rules.contentType ?? (rules.bodyBytes === undefined ? "application/json" : "application/octet-stream");
  const charset = type === "application/octet-stream" ? "" : "; charset=utf-8";
  if (!WITHOUT_BODY.has(status)) headers.push(["Content-Type", `${type}${charset}`]);
  return headers;
}

function bodyOf(rules: InboxBehaviour, status: number): AnswerBody {
  if (WITHOUT_BODY.has(status)) return { kind: "text", text: "" };
  if (rules.bodyBytes !== undefined) return { kind: "filler", bytes: rules.bodyBytes };
  return { kind: "text", text: rules.body ?? DEFAULT_BODY };
}
