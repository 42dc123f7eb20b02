import clsx from "clsx";
import { CircleAlert } from "lucide-react";
import { type ComponentProps, type ReactNode, useId } from "react";

const CONTROL =
  "w-full rounded-lg border bg-surface px-3 text-foreground placeholder:text-muted min-h-10 disabled:bg-raised disabled:text-muted";

export function Input({ className, ...props }: ComponentProps<"input">) {
  return (
    <input {...props} className={clsx(CONTROL, props["aria-invalid"] ? "border-bad" : "border-control", className)} />
  );
}

export function Select({ className, ...props }: ComponentProps<"select">) {
  return (
    <select {...props} className={clsx(CONTROL, props["aria-invalid"] ? "border-bad" : "border-control", className)} />
  );
}

type ControlProps = { id: string; "aria-describedby": string | undefined; "aria-invalid": true | undefined };

/**
 * A labelled control with its hint and its error, both of which are read out with it.
 * An error goes on where the label ends: "is too short".
 */
export function Field({
  label,
  hideLabel = false,
  hint,
  error,
  className,
  children,
}: {
  label: string;
  /** Read out but not seen, where the place says what it is. */
  hideLabel?: boolean;
  hint?: ReactNode;
  error?: string | undefined;
  className?: string;
  children: (control: ControlProps) => ReactNode;
}) {
  const id = useId();
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const describedBy = [error === undefined ? undefined : errorId, hint === undefined ? undefined : hintId];
  return (
    <div className={clsx("flex min-w-0 flex-col gap-1.5", className)}>
      <label htmlFor={id} className={hideLabel ? "sr-only" : "font-medium"}>
        {label}
      </label>
      {children({
        id,
        "aria-describedby": describedBy.filter((part) => part !== undefined).join(" ") || undefined,
        "aria-invalid": error === undefined ? undefined : true,
      })}
      {error !== undefined && (
        <p id={errorId} className="flex items-start gap-1.5 text-[0.8125rem] text-bad">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span>
            {label} {error}
          </span>
        </p>
      )}
      {hint !== undefined && (
        <p id={hintId} className="text-[0.8125rem] text-muted">
          {hint}
        </p>
      )}
    </div>
  );
}
