"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field, Input, Select } from "@/components/ui/field";
import { applyProblem } from "@/lib/client/apply-problem";
import { createInvitation } from "@/lib/client/members";
import { CreateInvitationInput, type InvitationWithLink } from "@/lib/workspaces/schemas";
import { ROLE_WORDS, type Viewer } from "./viewer";

export function InviteForm({
  workspace,
  roles,
  onCreated,
}: {
  workspace: string;
  roles: Viewer["role"][];
  onCreated: (invitation: InvitationWithLink) => Promise<void>;
}) {
  const { register, handleSubmit, reset, setError, formState } = useForm<CreateInvitationInput>({
    resolver: zodResolver(CreateInvitationInput),
    defaultValues: { email: "", role: "developer" },
  });
  const invite = useMutation({
    mutationFn: (input: CreateInvitationInput) => createInvitation(workspace, input),
    onSuccess: async (invitation) => {
      reset();
      await onCreated(invitation);
    },
    onError: (error) => {
      const set = (name: "email" | "role", message: string) => setError(name, { message }, { shouldFocus: true });
      const message = applyProblem(error, ["email", "role"], set);
      if (message !== undefined) setError("root", { message });
    },
  });
  const { errors } = formState;
  return (
    <form
      noValidate
      onSubmit={(event) => void handleSubmit((input) => invite.mutate(input))(event)}
      className="flex flex-col gap-4"
    >
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
        <Button type="submit" busy={invite.isPending} className="sm:mt-[1.71875rem]">
          Invite
        </Button>
      </div>
    </form>
  );
}
