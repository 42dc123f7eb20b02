import { CAUSE_ADVICE, CAUSES, type Cause } from "@/lib/egress";
import type { Explanation } from "./schemas";

type Found = Pick<Explanation, "certainty" | "maybeProcessed" | "evidence">;

/** @returns a recorded cause with its texts. One that an older version recorded may have left the catalogue since. */
export function explain(cause: string, found: Found): Explanation {
  if (!isKnown(cause))
    return { cause, title: cause, hint: "", explanation: "", steps: [], severity: "error", ...found };
  const { title, hint, severity } = CAUSES[cause];
  const { explanation, steps } = CAUSE_ADVICE[cause];
  return { cause, title, hint, explanation, steps: [...steps], severity, ...found };
}

/** @returns the explanation of a state that no request stands behind. */
export function explainState(cause: Cause, evidence: string[] = []): Explanation {
  return explain(cause, { certainty: "certain", maybeProcessed: CAUSES[cause].maybeProcessed, evidence });
}

/** @returns whether a cause says that a delivery failed, not that it was slow or held back. */
export function isFailure(cause: string): boolean {
  return isKnown(cause) && CAUSES[cause].severity === "error";
}

function isKnown(cause: string): cause is Cause {
  return Object.hasOwn(CAUSES, cause);
}
