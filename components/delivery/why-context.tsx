"use client";

import { Lightbulb } from "lucide-react";
import Link from "next/link";
import { useLinks } from "@/components/layout/workspace-context";
import { Alert } from "@/components/ui/alert";
import { formatCount } from "@/components/values/count";
import { Time } from "@/components/values/time";
import type { DeliveryDetail } from "@/lib/deliveries/schemas";

/** What other deliveries and the audit log say about it. `isAlone`: nothing failed, so only warnings ahead of time are left. */
export function WhyContext({ delivery, isAlone = false }: { delivery: DeliveryDetail; isAlone?: boolean }) {
  const links = useLinks();
  const { alsoSeen, hints, webhookId, lastCause } = delivery;
  if (isAlone)
    return hints.map(({ kind, text, at }) => (
      <Alert key={kind} tone="warn" title={text}>
        {at !== null && (
          <p>
            <Time iso={at} />
          </p>
        )}
      </Alert>
    ));
  if (alsoSeen === null && hints.length === 0) return null;
  return (
    <div className="flex flex-col gap-1.5 border-t border-border pt-3">
      {alsoSeen !== null && lastCause !== null && (
        <p>
          Also seen on{" "}
          <Link
            href={links.deliveries({ webhook: webhookId, err: lastCause, from: alsoSeen.since })}
            className="font-medium text-accent underline"
          >
            {alsoSeen.isComplete ? "" : "at least "}
            {formatCount(alsoSeen.count)} {alsoSeen.count === 1 ? "other delivery" : "other deliveries"}
          </Link>{" "}
          of this endpoint since <Time iso={alsoSeen.since} />.
        </p>
      )}
      {hints.map(({ kind, text, at }) => (
        <p key={kind} className="flex items-start gap-1.5">
          <Lightbulb aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
          <span>
            {text}
            {at !== null && (
              <span className="text-muted">
                {" "}
                (<Time iso={at} />)
              </span>
            )}
          </span>
        </p>
      ))}
    </div>
  );
}
