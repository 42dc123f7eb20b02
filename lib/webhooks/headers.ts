import type { FieldError } from "@/lib/core/errors";
import { checkCustomHeaders } from "@/lib/egress";
import { MASKED_VALUE } from "./constants";

export type Headers = Record<string, string>;

const SENSITIVE_NAME = /auth|token|secret|key|password|cookie|signature/i;

/** @returns the headers as they may be shown: values under names that sound secret are masked. */
export function maskHeaders(headers: Headers): Headers {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, SENSITIVE_NAME.test(name) ? MASKED_VALUE : value]),
  );
}

export type MergedHeaders = { outcome: "ok"; headers: Headers } | { outcome: "refused"; errors: FieldError[] };

/** Puts stored values back where a client returned the mask it was shown, so that a form can be saved unread. */
export function mergeHeaders(given: Headers, stored: Headers): MergedHeaders {
  const storedByName = new Map(Object.entries(stored).map(([name, value]) => [name.toLowerCase(), value]));
  const entries: [string, string][] = [];
  const errors: FieldError[] = [];
  for (const [name, value] of Object.entries(given)) {
    const kept = value === MASKED_VALUE && SENSITIVE_NAME.test(name) ? storedByName.get(name.toLowerCase()) : value;
    if (kept !== undefined) entries.push([name, kept]);
    else
      errors.push({
        path: `headers.${name}`,
        message: "is masked, but no value is stored under this name; send the value itself",
      });
  }
  const headers = Object.fromEntries(entries);
  errors.push(...checkCustomHeaders(headers));
  return errors.length === 0 ? { outcome: "ok", headers } : { outcome: "refused", errors };
}
