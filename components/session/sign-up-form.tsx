"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useEffect, useRef, useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { signUp } from "@/lib/client/account";
import { applyProblem } from "@/lib/client/apply-problem";
import { ProblemError } from "@/lib/client/fetcher";
import { formatWait } from "@/lib/client/format";
import { signInWithPassword } from "@/lib/client/sign-in";
import { SignUpInput } from "@/lib/workspaces/schemas";
import { NewPasswordField } from "./new-password-field";
import { useWait } from "./use-wait";

/** @param invitation fixes the address to the one that was invited. */
export function SignUpForm({ next, invitation }: { next: string; invitation?: { token: string; email: string } }) {
  const [message, setMessage] = useState<string>();
  const { secondsLeft, startWait } = useWait();
  const alert = useRef<HTMLDivElement>(null);
  const { register, handleSubmit, formState, setError, control } = useForm<SignUpInput>({
    resolver: zodResolver(SignUpInput),
    defaultValues: { name: "", email: invitation?.email ?? "", password: "", invitationToken: invitation?.token },
  });
  const password = useWatch({ control, name: "password" });
  const { errors, isSubmitting, isSubmitSuccessful } = formState;
  useEffect(() => {
    if (message !== undefined) alert.current?.focus();
  }, [message]);

  const submit = handleSubmit(async (input) => {
    setMessage(undefined);
    try {
      await signUp(input);
      await signInWithPassword(input.email, input.password);
    } catch (error) {
      if (error instanceof ProblemError && error.retryAfterSeconds !== undefined) startWait(error.retryAfterSeconds);
      const fields = ["name", "email", "password"] as const;
      const first = { shouldFocus: true };
      setMessage(applyProblem(error, fields, (name, text) => setError(name, { message: text }, first)));
      // Keeps the form open: what was refused is no submission.
      setError("root", { message: "refused" });
      return;
    }
    window.location.assign(next);
  });

  return (
    <form method="post" onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
      {message !== undefined && (
        <Alert ref={alert} tone={secondsLeft > 0 ? "warn" : "bad"} title={message}>
          {secondsLeft > 0 && <p>Try again in {formatWait(secondsLeft)}.</p>}
        </Alert>
      )}
      <Field label="Name" error={errors.name?.message} hint="As colleagues should see it.">
        {(props) => <Input {...props} {...register("name")} autoComplete="name" dir="auto" />}
      </Field>
      <Field
        label="E-mail"
        error={errors.email?.message}
        hint={invitation === undefined ? undefined : "The address you were invited with."}
      >
        {(props) => (
          <Input
            {...props}
            {...register("email")}
            type="email"
            autoComplete="username"
            inputMode="email"
            readOnly={invitation !== undefined}
          />
        )}
      </Field>
      <NewPasswordField
        label="Password"
        value={password}
        error={errors.password?.message}
        registration={register("password")}
      />
      <Button type="submit" busy={isSubmitting || isSubmitSuccessful} disabled={secondsLeft > 0}>
        Create account
      </Button>
    </form>
  );
}
