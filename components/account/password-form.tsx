"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useForm, useWatch } from "react-hook-form";
import { NewPasswordField } from "@/components/session/new-password-field";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { PasswordInput } from "@/components/ui/password-input";
import { changePassword } from "@/lib/client/account";
import { applyProblem } from "@/lib/client/apply-problem";
import { ProblemError } from "@/lib/client/fetcher";
import { formatWait } from "@/lib/client/format";
import { signInWithPassword } from "@/lib/client/sign-in";
import { ChangePasswordInput } from "@/lib/users/schemas";

/** A new password ends every session; this browser signs in anew with it, so that only the others notice. */
export function PasswordForm({ email, hasPassword }: { email: string; hasPassword: boolean }) {
  const { register, handleSubmit, reset, setError, formState, control } = useForm<ChangePasswordInput>({
    resolver: zodResolver(ChangePasswordInput),
    defaultValues: hasPassword ? { currentPassword: "", newPassword: "" } : { newPassword: "" },
  });
  const newPassword = useWatch({ control, name: "newPassword" });
  const change = useMutation({
    mutationFn: async (input: ChangePasswordInput) => {
      await changePassword(input);
      await signInWithPassword(email, input.newPassword);
    },
    onSuccess: () => reset(),
    onError: (error) => {
      const fields = ["currentPassword", "newPassword"] as const;
      const message = applyProblem(error, fields, (name, text) =>
        setError(name, { message: text }, { shouldFocus: true }),
      );
      const seconds = error instanceof ProblemError ? error.retryAfterSeconds : undefined;
      if (message !== undefined)
        setError("root", {
          message: seconds === undefined ? message : `Too many tries. Try again in ${formatWait(seconds)}.`,
        });
    },
  });
  const { errors } = formState;
  return (
    <Card title="Password" description="A new one signs out every other browser.">
      <form
        method="post"
        noValidate
        onSubmit={(event) => void handleSubmit((input) => change.mutate(input))(event)}
        className="flex max-w-lg flex-col gap-4"
      >
        {errors.root?.message !== undefined && <Alert tone="bad" title={errors.root.message} />}
        {change.isSuccess && (
          <Alert tone="ok" title="Your password is changed, and every other browser is signed out." />
        )}
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
        <Button type="submit" busy={change.isPending} className="self-start">
          Change password
        </Button>
      </form>
    </Card>
  );
}
