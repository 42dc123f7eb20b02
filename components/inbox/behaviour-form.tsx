"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field, Input, Select } from "@/components/ui/field";
import {
  type BehaviourErrors,
  type BehaviourForm as Values,
  behaviourFromForm,
  behaviourToForm,
} from "@/lib/client/inbox-behaviour";
import type { InboxBehaviour } from "@/lib/inbox/schemas";
import { BEHAVIOUR_GROUPS, type BehaviourField } from "./behaviour-fields";

/** Every field of a behaviour under a plain name. What is left empty is not set. */
export function BehaviourForm({
  behaviour,
  isDisabled,
  isPending,
  onSave,
}: {
  behaviour: InboxBehaviour;
  isDisabled: boolean;
  isPending: boolean;
  onSave: (behaviour: InboxBehaviour) => void;
}) {
  const [values, setValues] = useState(() => behaviourToForm(behaviour));
  const [errors, setErrors] = useState<BehaviourErrors>({});
  const change = (name: keyof Values, text: string) => {
    setValues((before) => ({ ...before, [name]: text }));
    setErrors(({ [name]: _mended, ...rest }) => rest);
  };
  const save = (form: HTMLFormElement) => {
    const read = behaviourFromForm(values);
    if (read.outcome === "valid") return onSave(read.behaviour);
    setErrors(read.errors);
    const [first] = Object.keys(values).filter((name) => name in read.errors);
    form.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
  };
  return (
    <Card title="Custom behaviour" description="Begins with what is in force. What is left empty is not set.">
      <form
        noValidate
        aria-label="Custom behaviour"
        className="flex flex-col gap-6"
        onSubmit={(event) => {
          event.preventDefault();
          save(event.currentTarget);
        }}
      >
        {BEHAVIOUR_GROUPS.map(({ title, fields }) => (
          <fieldset key={title} disabled={isDisabled} className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
            <legend className="mb-3 text-[0.8125rem] font-medium text-muted">{title}</legend>
            {fields.map((field) => (
              <Control
                key={field.name}
                field={field}
                value={values[field.name]}
                error={errors[field.name]}
                onChange={(text) => change(field.name, text)}
              />
            ))}
          </fieldset>
        ))}
        <div className="flex flex-wrap gap-3">
          <Button type="submit" disabled={isDisabled} busy={isPending}>
            Set behaviour
          </Button>
          <Button variant="ghost" disabled={isDisabled} onClick={() => setValues(behaviourToForm({}))}>
            Empty all fields
          </Button>
        </div>
      </form>
    </Card>
  );
}

function Control({
  field,
  value,
  error,
  onChange,
}: {
  field: BehaviourField;
  value: string;
  error: string | undefined;
  onChange: (text: string) => void;
}) {
  const { name, label, hint, kind } = field;
  return (
    <Field
      label={label}
      hint={hint}
      error={error}
      className={kind === "lines" ? "sm:col-span-2 lg:col-span-3" : undefined}
    >
      {(control) => {
        const props = { ...control, name, value };
        if (kind === "lines")
          return (
            <textarea
              {...props}
              rows={3}
              spellCheck={false}
              onChange={({ target }) => onChange(target.value)}
              className="w-full rounded-lg border border-control bg-surface px-3 py-2 font-mono text-[0.8125rem] disabled:bg-raised aria-invalid:border-bad"
            />
          );
        if (typeof kind === "object")
          return (
            <Select {...props} onChange={({ target }) => onChange(target.value)}>
              {kind.map(([option, text]) => (
                <option key={option} value={option}>
                  {text}
                </option>
              ))}
            </Select>
          );
        return (
          <Input
            {...props}
            inputMode={kind === "number" ? "decimal" : undefined}
            autoComplete="off"
            spellCheck={false}
            onChange={({ target }) => onChange(target.value)}
          />
        );
      }}
    </Field>
  );
}
