"use client";

import { useState } from "react";
import { useFirstFocus } from "./use-first-focus";
import { Button } from "@/components/ui/button";
import { Field, Input, Select } from "@/components/ui/field";

/** At least, or at most, some number. */
export function BoundEditor({
  label,
  unit,
  value,
  onChange,
}: {
  label: string;
  unit?: string | undefined;
  value: string | null;
  onChange: (value: string | null) => void;
}) {
  const first = useFirstFocus();
  const [known, knownNumber] = (value ?? "gte:").split(":");
  const [comparison, setComparison] = useState(known);
  const [number, setNumber] = useState(knownNumber);
  const [error, setError] = useState<string>();
  const apply = () => {
    if (/^\d{1,7}$/.test(number ?? "")) onChange(`${comparison}:${Number(number)}`);
    else setError("must be a whole number up to 9,999,999");
  };
  return (
    <form
      noValidate
      className="flex flex-col gap-3 p-1.5"
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      <Field label={`${label}${unit === undefined ? "" : ` (${unit})`}`} error={error}>
        {(control) => (
          <div className="flex gap-2">
            <Select
              aria-label="Comparison"
              value={comparison}
              onChange={({ target }) => setComparison(target.value)}
              className="w-auto!"
            >
              <option value="gte">at least</option>
              <option value="lte">at most</option>
            </Select>
            <Input
              {...control}
              ref={first}
              inputMode="numeric"
              value={number}
              onChange={({ target }) => {
                setNumber(target.value.trim());
                setError(undefined);
              }}
            />
          </div>
        )}
      </Field>
      <Button type="submit" size="sm" className="self-end">
        Apply
      </Button>
    </form>
  );
}
