import { expandPreset } from "@/lib/inbox/presets";
import { InboxBehaviour } from "@/lib/inbox/schemas";
import { formatDuration } from "./format-time";

/** The fields of a behaviour as a form holds them: text, and nothing where nothing is set. */
export type BehaviourForm = Record<
  | "status"
  | "sequence"
  | "failFirst"
  | "failurePercent"
  | "failWith"
  | "delayMs"
  | "retryAfter"
  | "location"
  | "contentType"
  | "headers"
  | "body"
  | "bodyBytes"
  | "dripMs",
  string
> & { instead: "answer" | "hang" | "drop" };

export type BehaviourErrors = Partial<Record<keyof BehaviourForm, string>>;

const FIELD_OF: Record<string, keyof BehaviourForm> = {
  failureRate: "failurePercent",
  hang: "instead",
  drop: "instead",
};

/** @returns the form of a behaviour; a preset is spelt out, so that it can be changed from there. */
export function behaviourToForm(behaviour: InboxBehaviour): BehaviourForm {
  const rules = expandPreset(behaviour);
  const text = (value: string | number | undefined) => (value === undefined ? "" : String(value));
  return {
    instead: rules.hang === true ? "hang" : rules.drop === true ? "drop" : "answer",
    status: text(rules.status),
    sequence: rules.sequence?.join(", ") ?? "",
    failFirst: text(rules.failFirst),
    failurePercent: text(rules.failureRate === undefined ? undefined : Number((rules.failureRate * 100).toFixed(2))),
    failWith: text(rules.failWith),
    delayMs: text(rules.delayMs),
    retryAfter: rules.retryAfter ?? "",
    location: rules.location ?? "",
    contentType: rules.contentType ?? "",
    headers: Object.entries(rules.headers ?? {})
      .map(([name, value]) => `${name}: ${value}`)
      .join("\n"),
    body: rules.body ?? "",
    bodyBytes: text(rules.bodyBytes),
    dripMs: text(rules.dripMs),
  };
}

export type ReadBehaviour =
  | { outcome: "valid"; behaviour: InboxBehaviour }
  | { outcome: "invalid"; errors: BehaviourErrors };

/** Reads the form. What is left empty is not set; what is wrong is told by field, as the API would. */
export function behaviourFromForm(form: BehaviourForm): ReadBehaviour {
  const errors: BehaviourErrors = {};
  const percent = numberOf(form.failurePercent);
  const given = {
    status: numberOf(form.status),
    sequence: outcomesOf(form.sequence),
    failFirst: numberOf(form.failFirst),
    failureRate: typeof percent === "number" ? percent / 100 : percent,
    failWith: outcomesOf(form.failWith)?.[0],
    hang: form.instead === "hang" ? true : undefined,
    drop: form.instead === "drop" ? true : undefined,
    delayMs: numberOf(form.delayMs),
    headers: headersOf(form.headers, errors),
    body: form.body === "" ? undefined : form.body,
    contentType: textOf(form.contentType),
    location: textOf(form.location),
    retryAfter: textOf(form.retryAfter),
    dripMs: numberOf(form.dripMs),
    bodyBytes: numberOf(form.bodyBytes),
  };
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const parsed = InboxBehaviour.safeParse(set);
  if (!parsed.success)
    for (const { path, message } of parsed.error.issues) {
      const name = String(path[0]);
      const field = FIELD_OF[name] ?? (name as keyof BehaviourForm);
      errors[field] ??=
        name === "headers" && path[1] !== undefined ? `${String(path[1])} ${message}` : messageOf(field, message);
    }
  if (!parsed.success || Object.keys(errors).length > 0) return { outcome: "invalid", errors };
  return { outcome: "valid", behaviour: parsed.data };
}

/** @returns what somebody who sends to it sees, sentence by sentence. */
export function describeBehaviour(behaviour: InboxBehaviour): string[] {
  const rules = expandPreset(behaviour);
  const sentences = [mainSentence(rules)];
  if (rules.delayMs) sentences.push(`Waits ${formatDuration(rules.delayMs)} before it answers.`);
  if (rules.retryAfter !== undefined) sentences.push(`Sends Retry-After: ${rules.retryAfter} with failures.`);
  if (rules.location !== undefined) sentences.push(`Points to ${rules.location}.`);
  if (rules.bodyBytes !== undefined)
    sentences.push(`Sends a body of ${rules.bodyBytes.toLocaleString("en-GB")} bytes.`);
  else if (rules.body !== undefined)
    sentences.push(`Sends a body of its own${rules.contentType ? ` as ${rules.contentType}` : ""}.`);
  if (rules.dripMs) sentences.push(`Sends the body in pieces over ${formatDuration(rules.dripMs)}.`);
  const headers = Object.keys(rules.headers ?? {});
  if (headers.length > 0) sentences.push(`Adds ${headers.join(", ")}.`);
  return sentences;
}

/** @returns what the next request comes to, where that is known beforehand: a status, "drop" or "hang". */
export function nextOutcome(behaviour: InboxBehaviour, requestCount: number): string | undefined {
  const { sequence, failFirst, failureRate, failWith = 500 } = expandPreset(behaviour);
  if (sequence !== undefined) return String(sequence[Math.min(requestCount, sequence.length - 1)]);
  if (failFirst !== undefined && requestCount < failFirst) return String(failWith);
  return failFirst !== undefined && failureRate === undefined ? "well" : undefined;
}

function mainSentence(rules: ReturnType<typeof expandPreset>): string {
  const { sequence, failFirst, failureRate, failWith = 500 } = rules;
  const rest = baseOf(rules);
  if (sequence !== undefined) return `Comes to ${sequence.join(", ")} in turn; the last one repeats.`;
  if (failFirst) return `Fails the first ${failFirst} with ${failWith}, then ${rest}.`;
  if (failureRate) return `Fails about ${Number((failureRate * 100).toFixed(2))} % with ${failWith}, else ${rest}.`;
  return `${rest.charAt(0).toUpperCase()}${rest.slice(1)}.`;
}

function baseOf({
  hang,
  drop,
  status,
  location,
  retryAfter,
  failFirst,
  failureRate,
}: ReturnType<typeof expandPreset>): string {
  if (hang === true) return "never answers";
  if (drop === true) return "cuts the connection before any answer";
  const isLimited = retryAfter !== undefined && failFirst === undefined && failureRate === undefined;
  return `answers ${status ?? (location !== undefined ? 302 : isLimited ? 429 : 200)}`;
}

function messageOf(field: keyof BehaviourForm, message: string): string {
  if (field === "failurePercent") return "must be a number from 0 to 100";
  if (field === "sequence" || field === "failWith") return "takes statuses from 200 to 599, drop or hang";
  return /^(Invalid|Too)/.test(message) ? (RANGES[field] ?? message) : message;
}

const RANGES: Partial<Record<keyof BehaviourForm, string>> = {
  status: "must be a whole number from 200 to 599",
  failFirst: "must be a whole number up to 10,000",
  delayMs: "must be a whole number of milliseconds up to 60,000",
  dripMs: "must be a whole number of milliseconds up to 60,000",
  bodyBytes: "must be a whole number of bytes up to 104,857,600",
  body: "must be at most 65,536 characters",
  contentType: "must be one of the list",
};

const textOf = (text: string) => (text.trim() === "" ? undefined : text.trim());

/** What is no number stays text, for the schema to refuse. */
function numberOf(text: string): number | string | undefined {
  const trimmed = text.trim();
  if (trimmed === "") return undefined;
  return /^-?\d+(\.\d+)?$/.test(trimmed) ? Number(trimmed) : trimmed;
}

function outcomesOf(text: string): (number | string)[] | undefined {
  if (text.trim() === "") return undefined;
  return text.split(/[\s,]+/).flatMap((part) => numberOf(part.toLowerCase()) ?? []);
}

function headersOf(text: string, errors: BehaviourErrors): Record<string, string> | undefined {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  if (lines.length === 0) return undefined;
  const entries = lines.map((line) => {
    const [, name, value] = /^\s*([^\s:]+)\s*:\s*(.*?)\s*$/.exec(line) ?? [];
    if (name === undefined || value === undefined) errors.headers = "takes one header a line, as Name: value";
    return [name ?? "", value ?? ""] as const;
  });
  return errors.headers === undefined ? Object.fromEntries(entries) : undefined;
}
