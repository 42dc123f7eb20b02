"use client";

import { useState } from "react";
import { useFirstFocus } from "./use-first-focus";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";

/** An id, or a text, as it is. */
export function IdEditor({
  label,
  value,
  isValid,
  onChange,
}: {
  label: string;
  value: string;
  isValid: (text: string) => boolean;
  onChange: (value: string | null) => void;
}) {
  const first = useFirstFocus();
  const [text, setText] = useState(value);
  const [isWrong, setWrong] = useState(false);
  return (
    <form
      noValidate
      className="flex flex-col gap-3 p-1.5"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() === "") onChange(null);
        else if (isValid(text.trim())) onChange(text.trim());
        else setWrong(true);
      }}
    >
      <Field label={label} error={isWrong ? "is not such an id" : undefined}>
        {(control) => (
          <Input
            {...control}
            ref={first}
            autoComplete="off"
            spellCheck={false}
            className="font-mono text-[0.8125rem]"
            value={text}
            onChange={({ target }) => {
              setText(target.value);
              setWrong(false);
            }}
          />
        )}
      </Field>
      <Button type="submit" size="sm" className="self-end">
        Apply
      </Button>
    </form>
  );
}
