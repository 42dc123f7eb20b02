"use client";

import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { createWorkspace } from "@/lib/client/account";
import { useApiForm } from "@/lib/client/use-problem-form";
import { CreateWorkspaceInput, type WorkspaceMembership } from "@/lib/workspaces/schemas";

export function NewWorkspaceForm() {
  const { form, onSubmit, isPending, isDone } = useApiForm<
    CreateWorkspaceInput,
    CreateWorkspaceInput,
    WorkspaceMembership
  >({
    schema: CreateWorkspaceInput,
    defaultValues: { name: "" },
    fields: ["name"],
    submit: createWorkspace,
    onDone: ({ slug }) => window.location.assign(`/${slug}`),
  });
  const { errors } = form.formState;
  return (
    <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
      {errors.root?.message !== undefined && <Alert tone="bad" title={errors.root.message} />}
      <Field label="Name" error={errors.name?.message}>
        {(control) => <Input {...control} {...form.register("name")} autoComplete="organization" dir="auto" />}
      </Field>
      <Button type="submit" busy={isPending || isDone}>
        Create workspace
      </Button>
    </form>
  );
}
