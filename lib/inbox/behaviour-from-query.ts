import { z } from "zod";
import { AppError } from "@/lib/core/errors";
import { InboxBehaviour } from "./schemas";

const NUMBERS = new Set(["status", "failFirst", "failureRate", "delayMs", "dripMs", "bodyBytes"]);
const FLAGS = new Set(["hang", "drop"]);

/**
 * Reads a behaviour from an inbox URL: `?status=503&delayMs=2000`, `?sequence=503,503,200`, `?preset=flaky`, `?drop=1`.
 * @returns undefined when the query names no field of a behaviour; other parameters are the sender's own.
 * @throws AppError `validation_failed` that names the parameter.
 */
export function behaviourFromQuery(query: URLSearchParams): InboxBehaviour | undefined {
  const given: Record<string, unknown> = {};
  for (const [name, text] of query)
    if (Object.hasOwn(InboxBehaviour.shape, name) && name !== "headers") given[name] = readParameter(name, text);
  if (Object.keys(given).length === 0) return undefined;

  const parsed = InboxBehaviour.safeParse(given);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message }));
  throw new AppError("validation_failed", `The behaviour in this URL is invalid: ${z.prettifyError(parsed.error)}`, {
    errors,
  });
}

function readParameter(name: string, text: string): unknown {
  if (NUMBERS.has(name)) return readNumber(text);
  if (FLAGS.has(name))
    return text === "" || text === "1" || text === "true" ? true : text === "0" || text === "false" ? false : text;
  if (name === "failWith") return readNumber(text);
  if (name === "sequence") return text.split(",").map((step) => readNumber(step.trim()));
  return text;
}

function readNumber(text: string): number | string {
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}
