"use client";

import { useRouter } from "next/navigation";
import { useWorkspace } from "@/components/layout/workspace-context";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field, Input } from "@/components/ui/field";
import { UnsavedGuard } from "@/components/ui/unsaved-guard";
import { updateWorkspace } from "@/lib/client/account";
import { useApiForm } from "@/lib/client/use-problem-form";
import { UpdateWorkspaceInput, type Workspace } from "@/lib/workspaces/schemas";

export function WorkspaceForm({ workspace }: { workspace: Workspace }) {
  const { slug, may, why } = useWorkspace();
  const router = useRouter();
  const mayWrite = may("settings:write");
  const { form, onSubmit, isPending, isDone } = useApiForm<UpdateWorkspaceInput, UpdateWorkspaceInput, Workspace>({
    schema: UpdateWorkspaceInput,
    defaultValues: { name: workspace.name, retentionDays: workspace.retentionDays },
    fields: ["name", "retentionDays"],
    submit: (input) => updateWorkspace(slug, input),
    onDone: ({ name, retentionDays }) => {
      form.reset({ name, retentionDays });
      router.refresh();
    },
  });
  const { register, formState } = form;
  const { errors, isDirty } = formState;
  return (
    <Card title="Name and history">
      <form noValidate onSubmit={onSubmit} className="flex flex-col gap-5">
        {errors.root?.message !== undefined && <Alert tone="bad" title={errors.root.message} />}
        {isDone && !isDirty && <Alert tone="ok" title="Saved." />}
        <fieldset disabled={!mayWrite} className="flex min-w-0 max-w-lg flex-col gap-5">
          <legend className="sr-only">Name and history</legend>
          <Field label="Workspace name" error={errors.name?.message}>
            {(control) => <Input {...control} {...register("name")} autoComplete="off" dir="auto" />}
          </Field>
          <Field
            label="Days of history"
            error={errors.retentionDays?.message}
            hint="Events, deliveries and attempts are deleted after so many days, 1 to 365. A lower number deletes what is older within the hour."
          >
            {(control) => (
              <Input
                {...control}
                {...register("retentionDays", { valueAsNumber: true })}
                type="number"
                min={1}
                max={365}
                className="max-w-32"
              />
            )}
          </Field>
        </fieldset>
        <div className="flex flex-wrap items-center gap-4 border-t border-border pt-4">
          <Button type="submit" busy={isPending} disabled={!mayWrite}>
            Save
          </Button>
          {!mayWrite && <p className="text-muted">{why("settings:write")}</p>}
        </div>
      </form>
      <UnsavedGuard isDirty={isDirty && !isPending} />
    </Card>
  );
}
