"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { createWorkspace } from "@/lib/client/account";
import { applyProblem } from "@/lib/client/apply-problem";
import { CreateWorkspaceInput } from "@/lib/workspaces/schemas";

export function NewWorkspaceForm() {
  const { register, handleSubmit, setError, formState } = useForm<CreateWorkspaceInput>({
    resolver: zodResolver(CreateWorkspaceInput),
    defaultValues: { name: "" },
  });
  const create = useMutation({
    mutationFn: createWorkspace,
    onSuccess: ({ slug }) => window.location.assign(`/${slug}`),
    onError: (error) => {
      const message = applyProblem(error, ["name"], (name, text) =>
        setError(name, { message: text }, { shouldFocus: true }),
      );
      if (message !== undefined) setError("root", { message });
    },
  });
  const { errors } = formState;
  return (
    <form
      noValidate
      onSubmit={(event) => void handleSubmit((input) => create.mutate(input))(event)}
      className="flex flex-col gap-4"
    >
      {errors.root?.message !== undefined && <Alert tone="bad" title={errors.root.message} />}
      <Field label="Name" error={errors.name?.message}>
        {(control) => <Input {...control} {...register("name")} autoComplete="organization" dir="auto" />}
      </Field>
      <Button type="submit" busy={create.isPending || create.isSuccess}>
        Create workspace
      </Button>
    </form>
  );
}
