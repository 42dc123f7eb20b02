"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { type DefaultValues, type FieldValues, type Path, useForm, type UseFormReturn } from "react-hook-form";
import type { z } from "zod";
import { applyProblem } from "./apply-problem";

/**
 * A form over a schema of the API. A refusal is shown at the field it names, which gets the focus; what names no field
 * of the form is `errors.root`.
 * @param fields of the form, by which a refusal finds its place.
 */
export function useApiForm<Values extends FieldValues, Parsed extends FieldValues, Result>({
  schema,
  defaultValues,
  fields,
  disabled,
  submit,
  onDone,
}: {
  schema: z.ZodType<Parsed, Values>;
  defaultValues: DefaultValues<Values>;
  fields: readonly Path<Values>[];
  disabled?: boolean;
  submit: (input: Parsed) => Promise<Result>;
  onDone?: (result: Result, input: Parsed) => void;
}): {
  form: UseFormReturn<Values, unknown, Parsed>;
  onSubmit: (event: React.FormEvent) => void;
  isPending: boolean;
  isDone: boolean;
} {
  const form = useForm<Values, unknown, Parsed>({ resolver: zodResolver(schema), defaultValues, disabled });
  const mutation = useMutation({
    mutationFn: submit,
    onSuccess: (result, input) => onDone?.(result, input),
    onError: (error) => {
      const setField = (name: Path<Values>, message: string) => form.setError(name, { message }, { shouldFocus: true });
      const message = applyProblem(error, fields, setField);
      if (message !== undefined) form.setError("root", { message });
    },
  });
  return {
    form,
    onSubmit: (event) => void form.handleSubmit((input) => mutation.mutate(input))(event),
    isPending: mutation.isPending,
    isDone: mutation.isSuccess,
  };
}
