import { z } from "zod";
import type { FieldError } from "@/lib/core/errors";
import { DEFAULT_RETRY_SCHEDULE_MS, RETRY_SCHEDULE_LIMITS } from "@/lib/retry/policy";
import { MASKED_VALUE } from "@/lib/webhooks/constants";
import type { CreateWebhookInput, UpdateWebhookInput, Webhook } from "@/lib/webhooks/schemas";
import { delayError, formatDelay, parseDelay } from "./retry-timeline";

const SECOND_MS = 1_000;
const { stepsMax } = RETRY_SCHEDULE_LIMITS;

/** Empty follows the workspace. */
const wholeNumber = (min: number, max: number, message: string) =>
  z
    .string()
    .trim()
    .refine((text) => text === "" || (/^\d+$/.test(text) && Number(text) >= min && Number(text) <= max), message);

/** The form of an endpoint as it is typed. Messages go on where a label ends. */
export const WebhookFormValues = z
  .object({
    name: z.string().trim().min(1, "must not be empty").max(100, "must be at most 100 characters"),
    url: z
      .string()
      .trim()
      .min(1, "must not be empty")
      .refine((url) => url === "" || /^https?:\/\//i.test(url), 'must begin with "https://" or "http://"')
      .refine((url) => !/^https?:\/\//i.test(url) || URL.canParse(url), "cannot be read; check its host and port"),
    description: z.string().trim().max(1_000, "must be at most 1,000 characters"),
    projectId: z.string(),
    events: z.array(z.string()).min(1, "must name at least one type").max(100, "must have at most 100 entries"),
    secretFrom: z.enum(["generated", "own"]),
    secret: z.string().trim(),
    headers: z.array(
      z.object({ name: z.string().trim().min(1, "must not be empty"), value: z.string(), isStored: z.boolean() }),
    ),
    timeoutSeconds: wholeNumber(1, 30, "must be a whole number from 1 to 30, or empty"),
    rateLimit: wholeNumber(1, 10_000, "must be a whole number from 1 to 10,000, or empty"),
    schedule: z.enum(["default", "custom"]),
    delays: z.array(z.object({ text: z.string() })).max(stepsMax, `must be at most ${stepsMax}`),
  })
  .superRefine(({ secretFrom, secret, schedule, delays, headers }, { addIssue }) => {
    if (secretFrom === "own" && !/^whsec_[A-Za-z0-9+/]+={0,2}$/.test(secret))
      addIssue({ code: "custom", path: ["secret"], message: "must be whsec_ followed by base64 of 24 to 64 bytes" });
    if (schedule === "custom") {
      if (delays.length === 0) addIssue({ code: "custom", path: ["delays"], message: "must have at least one delay" });
      for (const [index, { text }] of delays.entries()) {
        const message = delayError(text);
        if (message !== undefined) addIssue({ code: "custom", path: ["delays", index, "text"], message });
      }
    }
    const names = headers.map(({ name }) => name.trim().toLowerCase());
    for (const [index, name] of names.entries())
      if (name !== "" && names.indexOf(name) !== index)
        addIssue({ code: "custom", path: ["headers", index, "name"], message: "appears twice" });
  });
export type WebhookFormValues = z.infer<typeof WebhookFormValues>;

/** Names of the form's fields for its summary of errors, in the order of the page. */
export const FIELD_LABELS = {
  name: "Name",
  url: "URL",
  description: "Description",
  events: "Events",
  secret: "Secret",
  headers: "Headers",
  rateLimit: "Rate limit",
  timeoutSeconds: "Time limit",
  delays: "Retry schedule",
  projectId: "Project",
} as const;
export type FormField = keyof typeof FIELD_LABELS;

/** @returns the form of a new endpoint, filled in from another one where it is a duplicate. */
export function newFormValues(from?: Webhook): WebhookFormValues {
  if (from === undefined) return EMPTY;
  // Values that are masked cannot be copied, so these headers have to be typed again.
  const headers = Object.entries(from.headers).map(([name, value]) => ({
    name,
    value: value === MASKED_VALUE ? "" : value,
    isStored: false,
  }));
  return { ...formValuesOf(from), name: `${from.name} (copy)`.slice(0, 100), headers };
}

const EMPTY: WebhookFormValues = {
  name: "",
  url: "",
  description: "",
  projectId: "",
  events: [],
  secretFrom: "generated",
  secret: "",
  headers: [],
  timeoutSeconds: "",
  rateLimit: "",
  schedule: "default",
  delays: delaysOf(DEFAULT_RETRY_SCHEDULE_MS),
};

/** @returns the form of an endpoint that is there. */
export function formValuesOf(webhook: Webhook): WebhookFormValues {
  const { name, url, description, projectId, events, headers, rateLimit, retryScheduleMs, inForce } = webhook;
  return {
    ...EMPTY,
    name,
    url,
    description: description ?? "",
    projectId: projectId ?? "",
    events,
    headers: Object.entries(headers).map(([header, value]) => ({
      name: header,
      value: value === MASKED_VALUE ? "" : value,
      isStored: value === MASKED_VALUE,
    })),
    timeoutSeconds:
      inForce.timeoutMs.source === "webhook" ? String(Math.round(inForce.timeoutMs.value / SECOND_MS)) : "",
    rateLimit: rateLimit === null ? "" : String(rateLimit),
    schedule: retryScheduleMs === null ? "default" : "custom",
    delays: delaysOf(inForce.retryScheduleMs.value),
  };
}

function delaysOf(scheduleMs: readonly number[]): { text: string }[] {
  return scheduleMs.map((delayMs) => ({ text: formatDelay(delayMs) }));
}

/** @returns the delays of the form in ms, without those that cannot be read. */
export function scheduleOf(delays: WebhookFormValues["delays"]): number[] {
  return delays.flatMap(({ text }) => parseDelay(text) ?? []);
}

type Fields = Required<Pick<UpdateWebhookInput, "name" | "url" | "events">> &
  Pick<UpdateWebhookInput, "description" | "projectId" | "headers" | "timeoutMs" | "rateLimit" | "retryScheduleMs">;

function fieldsOf(values: WebhookFormValues): Fields {
  return {
    name: values.name,
    url: values.url,
    events: values.events,
    description: values.description === "" ? null : values.description,
    projectId: values.projectId === "" ? null : values.projectId,
    headers: headersOf(values),
    timeoutMs: values.timeoutSeconds === "" ? null : Number(values.timeoutSeconds) * SECOND_MS,
    rateLimit: values.rateLimit === "" ? null : Number(values.rateLimit),
    retryScheduleMs: values.schedule === "default" ? null : scheduleOf(values.delays),
  };
}

/** A stored value that was left alone goes back as the mask, which keeps it. */
export function headersOf({ headers }: Pick<WebhookFormValues, "headers">): Record<string, string> {
  return Object.fromEntries(
    headers.map(({ name, value, isStored }) => [name, isStored && value === "" ? MASKED_VALUE : value]),
  );
}

export function toCreateInput(values: WebhookFormValues): z.input<typeof CreateWebhookInput> {
  return { ...fieldsOf(values), ...(values.secretFrom === "own" && { secret: values.secret }) };
}

/** @returns what differs from the endpoint as it is, so that nobody's change in between is undone. */
export function toUpdateInput(values: WebhookFormValues, webhook: Webhook): z.input<typeof UpdateWebhookInput> {
  const before = fieldsOf(formValuesOf(webhook));
  const after = fieldsOf(values);
  const changed = Object.entries(after).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name as keyof Fields]),
  );
  return Object.fromEntries(changed);
}

/** @returns the form's field that a refusal of the API is about, and its message as it goes on after the label. */
export function placeOf({ path, message }: FieldError): { field: FormField | undefined; message: string } {
  const [first = "", ...rest] = path.split(".");
  const text = phraseOf(message);
  if (first === "timeoutMs") return { field: "timeoutSeconds", message: text };
  if (first === "retryScheduleMs") return { field: "delays", message: text };
  if (first === "headers") return { field: "headers", message: rest.length === 0 ? text : `${rest.join(".")} ${text}` };
  return { field: first in FIELD_LABELS ? (first as FormField) : undefined, message: text };
}

/** Whole sentences of the API become the end of one: "The URL has no host" is "has no host". */
function phraseOf(message: string): string {
  if (message.startsWith("The URL ")) return message.slice("The URL ".length);
  if (message.startsWith("The host ")) return `is refused: the host ${message.slice("The host ".length)}`;
  return message;
}
