"use client";

import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field, Input, Select } from "@/components/ui/field";
import { createInvitation } from "@/lib/client/members";
import { useApiForm } from "@/lib/client/use-problem-form";
import { CreateInvitationInput, type InvitationWithLink } from "@/lib/workspaces/schemas";
import { ROLE_WORDS, type Viewer } from "./viewer";

export function InviteForm({
  workspace,
  roles,
  onCreated,
}: {
  workspace: string;
  roles: Viewer["role"][];
  onCreated: (invitation: InvitationWithLink) => void;
}) {
  const { form, onSubmit, isPending } = useApiForm<CreateInvitationInput, CreateInvitationInput, void>({
    schema: CreateInvitationInput,
    defaultValues: { email: "", role: "developer" },
    fields: ["email", "role"],
    // The link goes on to whoever shows it, and into no cache.
    submit: async (input) => onCreated(await createInvitation(workspace, input)),
    onDone: () => form.reset(),
  });
  const { register, formState } = form;
  const { errors } = formState;
  return (
    <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
      {errors.root?.message !== undefined && <Alert tone="bad" title={errors.root.message} />}
      <div className="grid items-start gap-4 sm:grid-cols-[minmax(0,1fr)_10rem_auto]">
        <Field label="E-mail to invite" error={errors.email?.message}>
          {(control) => <Input {...control} {...register("email")} type="email" inputMode="email" autoComplete="off" />}
        </Field>
        <Field label="Role" error={errors.role?.message}>
          {(control) => (
            <Select {...control} {...register("role")}>
              {roles.map((role) => (
                <option key={role} value={role}>
                  {ROLE_WORDS[role]}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Button type="submit" busy={isPending} className="sm:mt-[1.71875rem]">
          Invite
        </Button>
      </div>
    </form>
  );
}
