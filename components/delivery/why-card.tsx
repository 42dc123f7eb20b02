"use client";

import clsx from "clsx";
import { BookOpen, CircleAlert, Info, TriangleAlert } from "lucide-react";
import { useId } from "react";
import Link from "next/link";
import { useLinks } from "@/components/layout/workspace-context";
import { Time } from "@/components/values/time";
import { processedSentence } from "@/lib/client/processed-sentence";
import type { DeliveryDetail } from "@/lib/deliveries/schemas";
import { RedirectFix } from "./redirect-fix";
import { RetryOutlook } from "./retry-outlook";
import { WhyContext } from "./why-context";
import { WhyAction } from "./why-action";
import { redirectTarget, whySubject } from "./why-subject";

const LOOKS = {
  error: { Icon: CircleAlert, card: "border-bad/40", head: "bg-bad-soft", icon: "text-bad" },
  warning: { Icon: TriangleAlert, card: "border-warn/40", head: "bg-warn-soft", icon: "text-warn" },
  notice: { Icon: Info, card: "border-info/40", head: "bg-info-soft", icon: "text-info" },
};

/** Why it failed, waits or should worry somebody: what was seen, what to do, what it means for the receiver, what comes next. */
export function WhyCard({ delivery }: { delivery: DeliveryDetail }) {
  const links = useLinks();
  const headingId = useId();
  const subject = whySubject(delivery);
  if (subject === null) return <WhyContext delivery={delivery} isAlone />;
  const { explanation, attempt } = subject;
  const { cause, title, evidence, steps, severity, certainty, maybeProcessed } = explanation;
  const { Icon, card, head, icon } = LOOKS[severity];
  const processed = severity === "notice" && delivery.attemptCount > 0 ? null : processedSentence(maybeProcessed);
  const target = cause === "redirect" && attempt !== null ? redirectTarget(attempt) : null;
  return (
    <section
      aria-labelledby={headingId}
      data-cause={cause}
      className={clsx("min-w-0 overflow-hidden rounded-lg border bg-surface", card)}
    >
      <header className={clsx("flex items-start gap-3 px-4 py-3.5 sm:px-6", head)}>
        <Icon aria-hidden className={clsx("mt-0.5 size-5 shrink-0", icon)} />
        <div className="min-w-0 flex-1">
          <h2 id={headingId} className="text-base font-semibold">
            {title}
          </h2>
          <p>{explanation.explanation}</p>
          <p className="mt-1 text-[0.8125rem] text-muted">
            {attempt === null ? (
              <StateLine delivery={delivery} />
            ) : (
              <>
                Attempt {attempt.number}, {certainty === "likely" ? "the likely reason" : "certain"}
              </>
            )}
          </p>
        </div>
      </header>
      <div className="grid gap-x-8 gap-y-5 px-4 py-4 sm:px-6 @3xl:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-4">
          {evidence.length > 0 && (
            <Part title="What was seen">
              <ul className="flex flex-col gap-1 font-mono text-[0.8125rem]">
                {evidence.map((line) => (
                  <li key={line} className="wrap-anywhere">
                    {line}
                  </li>
                ))}
              </ul>
            </Part>
          )}
          {processed !== null && (
            <Part title="Processed?">
              <p>{processed}</p>
            </Part>
          )}
          <Part title="What comes next">
            <RetryOutlook delivery={delivery} />
          </Part>
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          {steps.length > 0 && (
            <Part title="What to do">
              <ol className="flex list-decimal flex-col gap-1 pl-5">
                {steps.map((step) => (
                  <li key={step}>{step}</li>
                ))}
              </ol>
            </Part>
          )}
          <div className="flex flex-wrap items-center gap-2 print:hidden">
            {target !== null && <RedirectFix delivery={delivery} target={target} />}
            <WhyAction delivery={delivery} cause={cause} />
            <Link
              href={links.causeDoc(cause)}
              className="inline-flex min-h-8 first:-ml-2 items-center gap-1.5 rounded-md px-2 text-[0.8125rem] font-medium text-accent hover:underline"
            >
              <BookOpen aria-hidden className="size-4" />
              Read more about this
            </Link>
          </div>
          <WhyContext delivery={delivery} />
        </div>
      </div>
    </section>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div className="min-w-0">
      <h3 className="mb-1 text-[0.8125rem] font-medium text-muted">{title}</h3>
      {children}
    </div>
  );
}

function StateLine({ delivery: { state } }: { delivery: DeliveryDetail }) {
  if (state === null) return null;
  const { since, actorName } = state;
  return (
    <>
      {actorName !== null && (
        <>
          By <bdi>{actorName}</bdi>
          {since !== null && ", "}
        </>
      )}
      {since !== null && <Time iso={since} />}
    </>
  );
}
