import { parseUrl } from "@/lib/core/parse-url";
import type { Attempt, DeliveryDetail, Explanation } from "@/lib/deliveries/schemas";

type WhySubject = {
  explanation: Explanation;
  /** The attempt that it explains; null when it is the state of the delivery. */
  attempt: Attempt | null;
};

/** @returns what is to be explained about a delivery: what holds or ended it, else how its last attempt went; null when all is well. */
export function whySubject({ state, attempts, lastCause }: DeliveryDetail): WhySubject | null {
  const last = attempts.at(-1);
  const isBesideThePoint = state?.explanation.cause === "payload_expired" && lastCause !== "payload_expired";
  if (state !== null && !isBesideThePoint) return { explanation: state.explanation, attempt: null };
  if (last === undefined || last.cause === null) return null;
  return { explanation: last.cause, attempt: last };
}

/** @returns the address that a redirect leads to, where it is one that an endpoint can have. */
export function redirectTarget(attempt: Attempt): string | null {
  const location = attempt.response?.headers.find(([name]) => name.toLowerCase() === "location")?.[1];
  const target = location === undefined ? null : parseUrl(location, attempt.request.url);
  return target !== null && /^https?:$/.test(target.protocol) ? target.href : null;
}
