"use client";

import clsx from "clsx";
import { ChevronDown, Circle, CircleCheck } from "lucide-react";
import { useState } from "react";
import { usePreferences } from "@/components/layout/preferences";
import { useWorkspace } from "@/components/layout/workspace-context";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { OnboardingFacts } from "@/lib/client/stats";
import { ChecklistAction } from "./checklist-action";
import { type ChecklistStep, checklistOf, nextStep } from "./checklist-steps";

/** From here on the reader knows the way: the list begins closed. */
const STEPS_KNOWN = 5;

/** The first steps, ticked by what is there. Each can be taken here, without anything outside of Posthorn. */
export function Checklist({ facts }: { facts: OnboardingFacts }) {
  const { slug } = useWorkspace();
  const [{ dismissedChecklists }, setPreferences] = usePreferences();
  const steps = checklistOf(facts);
  const done = steps.filter(({ isDone }) => isDone).length;
  const [isOpen, setOpen] = useState(done < STEPS_KNOWN);
  const [wasComplete] = useState(done === steps.length);
  // Whoever has done it all is not told again; whoever does it now sees that nothing is left.
  if (wasComplete || dismissedChecklists.includes(slug)) return null;
  const next = nextStep(steps);
  return (
    <Card
      title="First steps"
      description={<Progress done={done} all={steps.length} />}
      actions={
        <div className="flex gap-1">
          <Button variant="ghost" size="sm" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? "Hide steps" : "Show steps"}
            <ChevronDown aria-hidden className={clsx("size-4", isOpen && "rotate-180")} />
          </Button>
          <Button
            variant="ghost"
            size="sm"
            onClick={() => setPreferences({ dismissedChecklists: [...dismissedChecklists, slug].slice(-50) })}
          >
            Dismiss
          </Button>
        </div>
      }
    >
      {isOpen ? (
        <ol className="-my-3 divide-y divide-border">
          {steps.map((step, index) => (
            <Step key={step.key} step={step} number={index + 1} isNext={step.key === next} facts={facts} />
          ))}
        </ol>
      ) : (
        <p className="text-muted">
          {next === null ? "Everything is done." : `Next: ${steps.find(({ key }) => key === next)?.title ?? ""}`}
        </p>
      )}
    </Card>
  );
}

function Progress({ done, all }: { done: number; all: number }) {
  return (
    <span className="mt-1 flex items-center gap-3">
      <span aria-hidden className="h-1.5 w-32 overflow-hidden rounded-full bg-raised">
        <span className="block h-full rounded-full bg-accent" style={{ width: `${(done / all) * 100}%` }} />
      </span>
      <span aria-live="polite">{done === all ? "All done" : `${done} of ${all} done`}</span>
    </span>
  );
}

function Step({
  step: { key, title, hint, isDone },
  number,
  isNext,
  facts,
}: {
  step: ChecklistStep;
  number: number;
  isNext: boolean;
  facts: OnboardingFacts;
}) {
  const Icon = isDone ? CircleCheck : Circle;
  return (
    <li data-step={key} data-done={isDone} className="flex gap-3 py-3">
      <Icon aria-hidden className={clsx("mt-0.5 size-5 shrink-0", isDone ? "text-ok" : "text-muted")} />
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-6 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <h3 className={clsx("font-medium", isDone && "text-muted")}>
            {number}. {title}
            <span className="sr-only">{isDone ? ", done" : ", to do"}</span>
          </h3>
          {!isDone && <p className="text-muted">{hint}</p>}
        </div>
        <ChecklistAction step={key} isDone={isDone} isNext={isNext} facts={facts} />
      </div>
    </li>
  );
}
