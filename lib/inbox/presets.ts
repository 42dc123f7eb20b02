import type { InboxBehaviour, PRESET_NAMES } from "./schemas";

type PresetName = (typeof PRESET_NAMES)[number];

/** Receivers as they are met in the wild, by name. */
const PRESETS: Record<PresetName, Omit<InboxBehaviour, "preset">> = {
  healthy: { status: 200 },
  flaky: { failureRate: 0.3, failWith: 500 },
  down: { status: 503 },
  slow: { delayMs: 5_000 },
  times_out: { hang: true },
  drops: { drop: true },
  rate_limited: { status: 429, retryAfter: "30" },
  wrong_secret: { status: 401, body: '{"error":"Invalid signature"}' },
  recovers_after_3: { failFirst: 3, failWith: 503 },
  redirects: { status: 301, location: "https://example.com/moved" },
  gone: { status: 410 },
  html_error: {
    status: 502,
    contentType: "text/html",
    body: "<!doctype html><title>502 Bad Gateway</title><h1>502 Bad Gateway</h1><p>The upstream server did not answer.</p>",
  },
};

/** @returns the behaviour with its preset, if it names one, spelt out. */
export function expandPreset({ preset, ...own }: InboxBehaviour): Omit<InboxBehaviour, "preset"> {
  return preset === undefined ? own : { ...PRESETS[preset], ...own };
}
