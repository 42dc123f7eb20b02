"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field, Input } from "@/components/ui/field";
import { updateWorkspace } from "@/lib/client/account";
import { applyProblem } from "@/lib/client/apply-problem";
import { UpdateWorkspaceInput, type Workspace } from "@/lib/workspaces/schemas";

export function WorkspaceForm({ workspace, mayWrite }: { workspace: Workspace; mayWrite: boolean }) {
  const router = useRouter();
  const { register, handleSubmit, setError, formState } = useForm<UpdateWorkspaceInput>({
    resolver: zodResolver(UpdateWorkspaceInput),
    defaultValues: { name: workspace.name, retentionDays: workspace.retentionDays },
    disabled: !mayWrite,
  });
  const save = useMutation({
    mutationFn: (input: UpdateWorkspaceInput) => updateWorkspace(workspace.slug, input),
    onSuccess: () => router.refresh(),
    onError: (error) => {
      const set = (name: "name" | "retentionDays", message: string) =>
        setError(name, { message }, { shouldFocus: true });
      const message = applyProblem(error, ["name", "retentionDays"], set);
      if (message !== undefined) setError("root", { message });
    },
  });
  const { errors } = formState;
  return (
    <Card title="General" description={mayWrite ? undefined : "Owners and admins can change this."}>
      <form
        noValidate
        onSubmit={(event) => void handleSubmit((input) => save.mutate(input))(event)}
        className="flex max-w-lg flex-col gap-4"
      >
        {errors.root?.message !== undefined && <Alert tone="bad" title={errors.root.message} />}
        {save.isSuccess && <Alert tone="ok" title="Saved." />}
        <Field label="Workspace name" error={errors.name?.message}>
          {(control) => <Input {...control} {...register("name")} autoComplete="off" dir="auto" />}
        </Field>
        <Field
          label="Days of history"
          error={errors.retentionDays?.message}
          hint="Events, deliveries and attempts are deleted after so many days, 1 to 365."
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
        {mayWrite && (
          <Button type="submit" busy={save.isPending} className="self-start">
            Save
          </Button>
        )}
      </form>
    </Card>
  );
}
