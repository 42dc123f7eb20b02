"use client";

import { CircleAlert, Plus, Trash2 } from "lucide-react";
import { useRef } from "react";
import { useFieldArray, useFormContext } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import type { WebhookFormValues } from "@/lib/client/webhook-form";

const HEADERS_MAX = 20;

/** Custom headers. A value that is stored and secret is never shown: left empty it stays as it is. */
export function HeadersField() {
  const { register, control, formState } = useFormContext<WebhookFormValues>();
  const { fields, append, remove } = useFieldArray({ control, name: "headers" });
  const addRef = useRef<HTMLButtonElement>(null);
  const errors = formState.errors.headers;
  const message = errors?.root?.message ?? errors?.message;
  return (
    <fieldset aria-label="Headers" className="flex min-w-0 flex-col gap-2">
      <p className="font-medium">Custom headers</p>
      {fields.map((field, index) => (
        <div
          key={field.id}
          className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-2 sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)_auto]"
        >
          <Field
            label={`Name of header ${index + 1}`}
            hideLabel
            error={errors?.[index]?.name?.message}
            className="max-sm:col-span-2"
          >
            {(field) => (
              <Input
                {...field}
                {...register(`headers.${index}.name`)}
                autoComplete="off"
                spellCheck={false}
                className="font-mono text-[0.8125rem]"
                placeholder="Authorization"
              />
            )}
          </Field>
          <Field label={`Value of header ${index + 1}`} hideLabel error={errors?.[index]?.value?.message}>
            {(control) => (
              <Input
                {...control}
                {...register(`headers.${index}.value`)}
                autoComplete="off"
                spellCheck={false}
                className="font-mono text-[0.8125rem]"
                placeholder={field.isStored ? "•••••••• stored, leave empty to keep" : "Value"}
              />
            )}
          </Field>
          <IconButton
            label={`Remove header ${index + 1}`}
            className="mt-1"
            onClick={() => {
              remove(index);
              addRef.current?.focus();
            }}
          >
            <Trash2 aria-hidden className="size-4" />
          </IconButton>
        </div>
      ))}
      {message !== undefined && (
        <p className="flex items-start gap-1.5 text-[0.8125rem] text-bad">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span>Header {message}</span>
        </p>
      )}
      <div>
        <Button
          ref={addRef}
          name="headers"
          size="sm"
          variant="secondary"
          disabled={fields.length >= HEADERS_MAX}
          onClick={() => append({ name: "", value: "", isStored: false })}
        >
          <Plus aria-hidden className="size-4" />
          Add header
        </Button>
      </div>
      <p className="text-[0.8125rem] text-muted">
        Values under names that sound secret, such as Authorization, are stored encrypted and never shown again.
      </p>
    </fieldset>
  );
}
