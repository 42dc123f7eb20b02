"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useWatch } from "react-hook-form";
import { NewPasswordField } from "@/components/session/new-password-field";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { PasswordInput } from "@/components/ui/password-input";
import { changePassword, sessionKeys } from "@/lib/client/account";
import { ProblemError } from "@/lib/client/fetcher";
import { formatWait } from "@/lib/client/format";
import { signInWithPassword } from "@/lib/client/sign-in";
import { useApiForm } from "@/lib/client/use-problem-form";
import { ChangePasswordInput } from "@/lib/users/schemas";

/** A new password ends every session; this browser signs in anew with it, so that only the others notice. */
export function PasswordForm({ email, hasPassword }: { email: string; hasPassword: boolean }) {
  const client = useQueryClient();
  const { form, onSubmit, isPending, isDone } = useApiForm<ChangePasswordInput, ChangePasswordInput, void>({
    schema: ChangePasswordInput,
    defaultValues: hasPassword ? { currentPassword: "", newPassword: "" } : { newPassword: "" },
    fields: ["currentPassword", "newPassword"],
    submit: async (input) => {
      await changePassword(input).catch(sayHowLong);
      await signInWithPassword(email, input.newPassword);
    },
    onDone: () => {
      form.reset();
      void client.invalidateQueries({ queryKey: sessionKeys.all });
    },
  });
  const { register, control, formState } = form;
  const newPassword = useWatch({ control, name: "newPassword" });
  const { errors } = formState;
  return (
    <Card title="Password" description="A new one signs out every other browser.">
      <form noValidate onSubmit={onSubmit} className="flex max-w-lg flex-col gap-4">
        {errors.root?.message !== undefined && <Alert tone="bad" title={errors.root.message} />}
        {isDone && <Alert tone="ok" title="Your password is changed, and every other browser is signed out." />}
        {/* Tells password managers whose password this is. */}
        <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
        {hasPassword && (
          <Field label="Current password" error={errors.currentPassword?.message}>
            {(props) => <PasswordInput {...props} {...register("currentPassword")} autoComplete="current-password" />}
          </Field>
        )}
        <NewPasswordField
          label="New password"
          value={newPassword}
          error={errors.newPassword?.message}
          registration={register("newPassword")}
        />
        <Button type="submit" busy={isPending} className="self-start">
          Change password
        </Button>
      </form>
    </Card>
  );
}

/** A throttle that ran out says how long to wait. */
function sayHowLong(error: unknown): never {
  if (!(error instanceof ProblemError) || error.retryAfterSeconds === undefined) throw error;
  const { status, code, retryAfterSeconds } = error;
  const detail = `Too many tries. Try again in ${formatWait(retryAfterSeconds)}.`;
  throw new ProblemError({ status, code, detail, retryAfterSeconds });
}
