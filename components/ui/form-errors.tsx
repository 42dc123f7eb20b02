import { type Ref, useEffect, useRef } from "react";
import type { FieldErrors } from "react-hook-form";
import { Alert } from "./alert";

/** What is wrong with a form, on top of it, with links to the fields; takes the focus when it appears. */
export function FormErrors({ errors, labels }: { errors: FieldErrors; labels: Record<string, string> }) {
  const ref: Ref<HTMLDivElement> = useRef<HTMLDivElement>(null);
  const found = Object.entries(labels).flatMap(([name, label]) => {
    const message = errors[name]?.message;
    return typeof message === "string" ? [{ name, text: `${label} ${message}` }] : [];
  });
  const root = errors.root?.message;
  const count = found.length + (root === undefined ? 0 : 1);
  useEffect(() => {
    if (root !== undefined) ref.current?.focus();
  }, [root]);
  if (count === 0) return null;
  return (
    <Alert
      ref={ref}
      tone="bad"
      title={root ?? (found.length === 1 ? "One field needs a change." : `${found.length} fields need a change.`)}
    >
      {found.length > 0 && (
        <ul className="mt-1 list-disc pl-5">
          {found.map(({ name, text }) => (
            <li key={name}>
              <a
                href={`#${name}`}
                className="inline-block min-h-6 underline underline-offset-4"
                onClick={(event) => {
                  event.preventDefault();
                  document.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]`)?.focus();
                }}
              >
                {text}
              </a>
            </li>
          ))}
        </ul>
      )}
    </Alert>
  );
}
