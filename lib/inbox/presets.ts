import type { InboxBehaviour, PRESET_NAMES } from "./schemas";

export type PresetName = (typeof PRESET_NAMES)[number];

export type Preset = {
  title: string;
  /** What somebody who sends to it sees. */
  description: string;
  behaviour: Omit<InboxBehaviour, "preset">;
};

/** Receivers as they are met in the wild, by name. Browser-safe: the inbox page shows them as cards. */
export const PRESETS: Record<PresetName, Preset> = {
  healthy: {
    title: "Healthy",
    description: "Answers 200 at once. Every delivery succeeds at the first attempt.",
    behaviour: { status: 200 },
  },
  flaky: {
    title: "Flaky",
    description: "Answers 500 to about 30 % of requests. Retries bring the rest through.",
    behaviour: { failureRate: 0.3, failWith: 500 },
  },
  down: {
    title: "Down",
    description: "Answers 503 to everything, until you choose something else.",
    behaviour: { status: 503 },
  },
  slow: {
    title: "Slow",
    description: "Answers 200 after 5 seconds. Deliveries succeed, and may be marked as slow.",
    behaviour: { delayMs: 5_000 },
  },
  times_out: {
    title: "Times out",
    description: "Takes the request and never answers. The sender waits until its time limit.",
    behaviour: { hang: true },
  },
  drops: {
    title: "Drops the connection",
    description: "Cuts the connection before any answer. The sender sees a reset.",
    behaviour: { drop: true },
  },
  rate_limited: {
    title: "Rate limited",
    description: "Answers 429 with Retry-After: 30. The sender waits that long before it tries again.",
    behaviour: { status: 429, retryAfter: "30" },
  },
  wrong_secret: {
    title: "Wrong secret",
    description: "Answers 401 and says that the signature is invalid, as a receiver with an old secret does.",
    behaviour: { status: 401, body: '{"error":"Invalid signature"}' },
  },
  recovers_after_3: {
    title: "Recovers after 3",
    description: "Answers 503 to the first three requests, then 200 to all others.",
    behaviour: { failFirst: 3, failWith: 503 },
  },
  redirects: {
    title: "Redirects",
    description: "Answers 301 to another address. Redirects are not followed, so the delivery fails.",
    behaviour: { status: 301, location: "https://example.com/moved" },
  },
  gone: {
    title: "Gone",
    description: "Answers 410. The sender disables the endpoint and sends nothing more.",
    behaviour: { status: 410 },
  },
  html_error: {
    title: "HTML error page",
    description: "Answers 502 with a web page, as a proxy does when the application behind it is down.",
    behaviour: {
      status: 502,
      contentType: "text/html",
      body: "<!doctype html><title>502 Bad Gateway</title><h1>502 Bad Gateway</h1><p>The upstream server did not answer.</p>",
    },
  },
};

/** @returns the behaviour with its preset, if it names one, spelt out. */
export function expandPreset({ preset, ...own }: InboxBehaviour): Omit<InboxBehaviour, "preset"> {
  return preset === undefined ? own : { ...PRESETS[preset].behaviour, ...own };
}
