import clsx from "clsx";
import type { ReactNode } from "react";

/** One of a few, each with a word on what it means; the browser's own radio buttons. */
export function RadioCards<Value extends string>({
  label,
  name,
  value,
  options,
  columns = false,
  disabled = false,
  onChange,
}: {
  label: string;
  name: string;
  value: Value;
  options: readonly { value: Value; label: string; hint?: ReactNode }[];
  /** Side by side where there is room. */
  columns?: boolean;
  disabled?: boolean;
  onChange: (value: Value) => void;
}) {
  return (
    <fieldset className="min-w-0" disabled={disabled}>
      <legend className="mb-1.5 font-medium">{label}</legend>
      <div className={clsx("grid gap-2", columns && "sm:grid-cols-2")}>
        {options.map((option) => (
          <label
            key={option.value}
            className="flex cursor-pointer items-start gap-2.5 rounded-lg border border-border px-3 py-2.5 has-checked:border-accent has-checked:bg-accent-soft has-disabled:cursor-not-allowed has-disabled:opacity-60"
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              aria-describedby={option.hint === undefined ? undefined : `${name}-${option.value}`}
              aria-label={option.label}
              className="mt-0.5 size-4 shrink-0 accent-accent"
            />
            <span className="min-w-0">
              <span className="block font-medium">{option.label}</span>
              {option.hint !== undefined && (
                <span id={`${name}-${option.value}`} className="block text-[0.8125rem] text-muted">
                  {option.hint}
                </span>
              )}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
