import { Fragment } from "react";
import { Kbd } from "@/components/ui/kbd";

const NAMES: Record<string, string> = {
  mod: "Ctrl",
  shift: "Shift",
  enter: "Enter",
  escape: "Esc",
  up: "↑",
  down: "↓",
};

/** Keys as they are printed on a keyboard. */
export function ShortcutKeys({ keys }: { keys: string }) {
  const steps = keys.split(">").map((step) => step.split("+"));
  return (
    <span className="inline-flex items-center gap-1 whitespace-nowrap">
      {steps.map((step, index) => (
        <Fragment key={step.join()}>
          {index > 0 && <span className="text-[0.75rem] text-muted">then</span>}
          {step.map((key) => (
            <Kbd key={key}>{NAMES[key] ?? key.toUpperCase()}</Kbd>
          ))}
        </Fragment>
      ))}
    </span>
  );
}
