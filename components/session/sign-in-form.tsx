"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useEffect, useRef, useState } from "react";
import { useForm } from "react-hook-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { PasswordInput } from "@/components/ui/password-input";
import { ProblemError } from "@/lib/client/fetcher";
import { formatWait } from "@/lib/client/format";
import { signInWithPassword } from "@/lib/client/sign-in";
import { CredentialsInput } from "@/lib/users/schemas";
import { useWait } from "./use-wait";

/** @param next a path of this instance, already checked. @param notice why somebody was sent here, such as a refusal of GitHub's. */
export function SignInForm({ next, email, notice }: { next: string; email?: string; notice?: string }) {
  const [message, setMessage] = useState(notice);
  const { secondsLeft, startWait } = useWait();
  const alert = useRef<HTMLDivElement>(null);
  const { register, handleSubmit, formState, resetField } = useForm<CredentialsInput>({
    resolver: zodResolver(CredentialsInput),
    defaultValues: { email: email ?? "", password: "" },
    reValidateMode: "onSubmit",
  });
  const { errors, isSubmitting, isSubmitSuccessful } = formState;
  useEffect(() => {
    if (message !== undefined) alert.current?.focus();
  }, [message]);

  const submit = handleSubmit(async ({ email: address, password }) => {
    setMessage(undefined);
    try {
      await signInWithPassword(address, password);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      resetField("password");
      if (error.retryAfterSeconds !== undefined) startWait(error.retryAfterSeconds);
      setMessage(error.message);
      return;
    }
    // A whole new page: nothing that was rendered for nobody is kept.
    window.location.assign(next);
  });

  return (
    <form method="post" onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
      {message !== undefined && (
        <Alert ref={alert} tone={secondsLeft > 0 ? "warn" : "bad"} title={message}>
          {secondsLeft > 0 && <p>Try again in {formatWait(secondsLeft)}. Your account is not locked.</p>}
        </Alert>
      )}
      <Field label="E-mail" error={errors.email?.message}>
        {(control) => (
          <Input {...control} {...register("email")} type="email" autoComplete="username" inputMode="email" />
        )}
      </Field>
      <Field label="Password" error={errors.password?.message}>
        {(control) => <PasswordInput {...control} {...register("password")} autoComplete="current-password" />}
      </Field>
      <Button
        type="submit"
        busy={isSubmitting || (isSubmitSuccessful && message === undefined)}
        disabled={secondsLeft > 0}
      >
        Sign in
      </Button>
    </form>
  );
}
