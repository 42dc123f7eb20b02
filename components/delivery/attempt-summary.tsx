import clsx from "clsx";
import { IdText } from "@/components/values/id-text";
import { processedSentence } from "@/lib/client/processed-sentence";
import type { Attempt } from "@/lib/deliveries/schemas";
import { ActorLine } from "./actor-line";

/** Which attempt is shown below, and why it ended so where no card says it. */
export function AttemptSummary({ attempt, isExplainedAbove }: { attempt: Attempt; isExplainedAbove: boolean }) {
  const { id, number, cause } = attempt;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <h3 className="font-semibold">Attempt {number}</h3>
        <IdText id={id} copy />
        <div className="text-muted">
          <ActorLine {...attempt} />
        </div>
      </div>
      {cause !== null && !isExplainedAbove && (
        <div
          data-attempt-cause={cause.cause}
          className={clsx(
            "rounded-lg border px-3.5 py-2.5",
            cause.severity === "error" ? "border-bad/40 bg-bad-soft" : "border-warn/40 bg-warn-soft",
          )}
        >
          <p className="font-medium">{cause.title}</p>
          <p>{cause.hint}</p>
          <ul className="mt-1 font-mono text-[0.8125rem]">
            {cause.evidence.map((line) => (
              <li key={line} className="wrap-anywhere">
                {line}
              </li>
            ))}
          </ul>
          <p className="mt-1 text-[0.8125rem] text-muted">{processedSentence(cause.maybeProcessed)}</p>
        </div>
      )}
    </div>
  );
}
