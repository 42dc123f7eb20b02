import { expect, test } from "vitest";
import { DEFAULT_RETRY_SCHEDULE_MS } from "@/lib/retry/policy";
import { MASKED_VALUE } from "@/lib/webhooks/constants";
import type { Webhook } from "@/lib/webhooks/schemas";
import { formValuesOf, newFormValues, placeOf, toCreateInput, toUpdateInput, WebhookFormValues } from "./webhook-form";

const webhook: Webhook = {
  id: "wh_1",
  name: "Billing",
  url: "https://example.com/hook",
  events: ["order.*"],
  description: null,
  projectId: null,
  active: true,
  status: "active",
  statusReason: null,
  statusChangedAt: "2026-01-01T00:00:00.000Z",
  previousSecretExpiresAt: null,
  headers: { "X-Team": "a", Authorization: MASKED_VALUE },
  timeoutMs: 5_000,
  rateLimit: 10,
  retryScheduleMs: [1_000, 60_000],
  inForce: {
    timeoutMs: { value: 5_000, source: "webhook" },
    rateLimit: { value: 10, source: "webhook" },
    retryScheduleMs: { value: [1_000, 60_000], source: "webhook" },
  },
  createdAt: "2026-01-01T00:00:00.000Z",
  updatedAt: "2026-01-01T00:00:00.000Z",
  lastDelivery: null,
  health: {
    state: "idle",
    successRate: null,
    attempts: 0,
    failedAttempts: 0,
    consecutiveFailures: 0,
    windowHours: 24,
    explanation: "",
  },
};

test("a form that nobody touched changes nothing", () => {
  expect(toUpdateInput(formValuesOf(webhook), webhook)).toEqual({});
});

test("only what was changed is sent, and a stored header value is kept by its mask", () => {
  const values = formValuesOf(webhook);
  const [team, authorization] = values.headers;
  if (team === undefined || authorization === undefined) throw new Error("two headers");
  const changed = { ...values, rateLimit: "", headers: [{ ...team, value: "b" }, authorization] };
  expect(toUpdateInput(changed, webhook)).toEqual({
    rateLimit: null,
    headers: { "X-Team": "b", Authorization: MASKED_VALUE },
  });
  const replaced = { ...values, headers: [team, { ...authorization, value: "Bearer x" }] };
  expect(toUpdateInput(replaced, webhook)).toEqual({ headers: { "X-Team": "a", Authorization: "Bearer x" } });
});

test("a new endpoint has the default schedule and no secret of its own unless told", () => {
  const values = { ...newFormValues(), name: "A", url: "https://a.example", events: ["*"] };
  expect(toCreateInput(values)).toMatchObject({ retryScheduleMs: null, timeoutMs: null, rateLimit: null });
  expect(toCreateInput(values)).not.toHaveProperty("secret");
  expect(toCreateInput({ ...values, secretFrom: "own", secret: "whsec_x" })).toMatchObject({ secret: "whsec_x" });
  expect(values.delays).toHaveLength(DEFAULT_RETRY_SCHEDULE_MS.length);
});

test("a duplicate has another name, and asks for values that are masked", () => {
  const copy = newFormValues(webhook);
  expect(copy).toMatchObject({ name: "Billing (copy)", url: webhook.url, events: ["order.*"] });
  expect(copy.headers).toContainEqual({ name: "Authorization", value: "", isStored: false });
});

test.each<[string, Partial<WebhookFormValues>, string]>([
  ["an empty name", { name: " " }, "name"],
  ["no URL", { url: "" }, "url"],
  ["a URL without a scheme", { url: "example.com" }, "url"],
  ["a URL that cannot be read", { url: "https://a b" }, "url"],
  ["no events", { events: [] }, "events"],
  ["a secret that is none", { secretFrom: "own", secret: "abc" }, "secret"],
  ["a time limit of nothing", { timeoutSeconds: "0" }, "timeoutSeconds"],
  ["a rate that is no number", { rateLimit: "many" }, "rateLimit"],
  ["a header without a name", { headers: [{ name: "", value: "x", isStored: false }] }, "headers.0.name"],
  ["a delay without a unit", { schedule: "custom", delays: [{ text: "5" }] }, "delays.0.text"],
  ["a schedule without delays", { schedule: "custom", delays: [] }, "delays"],
])("%s is told at its field", (_what, more, path) => {
  const parsed = WebhookFormValues.safeParse({ ...formValuesOf(webhook), ...more });
  expect(parsed.error?.issues.map((issue) => issue.path.join("."))).toEqual([path]);
});

test("a refusal of the API finds its field, in words that follow the label", () => {
  expect(placeOf({ path: "url", message: "The URL has no host" })).toEqual({ field: "url", message: "has no host" });
  expect(placeOf({ path: "url", message: "The host resolves to a private address" }).message).toBe(
    "is refused: the host resolves to a private address",
  );
  expect(placeOf({ path: "events.1", message: "unknown" }).field).toBe("events");
  expect(placeOf({ path: "headers.Host", message: "is set by Posthorn" })).toEqual({
    field: "headers",
    message: "Host is set by Posthorn",
  });
  expect(placeOf({ path: "retryScheduleMs", message: "delay 1" }).field).toBe("delays");
  expect(placeOf({ path: "active", message: "x" }).field).toBeUndefined();
});
