"use client";

import { useId } from "react";
import { useShortcut } from "@/components/layout/shortcuts";
import { EmptyState } from "@/components/ui/empty-state";
import { Tabs } from "@/components/ui/tabs";
import type { Attempt, DeliveryDetail } from "@/lib/deliveries/schemas";
import { AttemptRequest } from "./attempt-request";
import { AttemptResponse } from "./attempt-response";
import { AttemptSummary } from "./attempt-summary";
import { AttemptWaterfall } from "./attempt-waterfall";
import { AttemptsTable } from "./attempts-table";
import { type AttemptTab, ATTEMPT_TABS } from "./use-attempt-view";
import { whySubject } from "./why-subject";

const GROUP = "Delivery";

/** Every attempt, the latest first, and one of them in full. */
export function AttemptsSection({
  delivery,
  attempt,
  tab,
  onAttempt,
  onTab,
}: {
  delivery: DeliveryDetail;
  attempt: Attempt | undefined;
  tab: AttemptTab;
  onAttempt: (number: number) => void;
  onTab: (tab: AttemptTab) => void;
}) {
  const headingId = useId();
  const { attempts } = delivery;
  const index = attempt === undefined ? -1 : attempts.indexOf(attempt);
  const move = (step: 1 | -1) => {
    const next = attempts[index + step];
    if (next !== undefined) onAttempt(next.number);
  };
  const enabled = attempts.length > 0;
  useShortcut("[", "Previous attempt", () => move(-1), { enabled, group: GROUP });
  useShortcut("]", "Next attempt", () => move(1), { enabled, group: GROUP });
  useShortcut("1", "Waterfall of the attempt", () => onTab(ATTEMPT_TABS[0]), { enabled, group: GROUP });
  useShortcut("2", "Request of the attempt", () => onTab(ATTEMPT_TABS[1]), { enabled, group: GROUP });
  useShortcut("3", "Response of the attempt", () => onTab(ATTEMPT_TABS[2]), { enabled, group: GROUP });

  return (
    <section aria-labelledby={headingId} className="min-w-0 self-start rounded-lg border border-border bg-surface">
      <h2 id={headingId} className="border-b border-border px-4 py-3.5 text-base font-semibold">
        Attempts
      </h2>
      {attempt === undefined ? (
        <EmptyState title="No attempt yet">
          {delivery.planned.some(({ isSending }) => isSending)
            ? "The first one is on the wire right now."
            : "What was sent and what came back is shown here after the first one."}
        </EmptyState>
      ) : (
        <>
          <AttemptsTable delivery={delivery} selected={attempt} onSelect={onAttempt} />
          <div className="flex min-w-0 flex-col gap-4 border-t border-border px-4 py-4">
            <AttemptSummary attempt={attempt} isExplainedAbove={whySubject(delivery)?.attempt === attempt} />
            <Tabs
              label={`Attempt ${attempt.number}`}
              value={tab}
              onChange={onTab}
              tabs={[
                {
                  value: "waterfall",
                  label: "Waterfall",
                  content: <AttemptWaterfall attempt={attempt} timeoutMs={delivery.timeoutMs} />,
                },
                {
                  value: "request",
                  label: "Request",
                  content: <AttemptRequest delivery={delivery} attempt={attempt} />,
                },
                {
                  value: "response",
                  label: "Response",
                  content: <AttemptResponse delivery={delivery} attempt={attempt} />,
                },
              ]}
            />
          </div>
        </>
      )}
    </section>
  );
}
