"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field, Input } from "@/components/ui/field";
import { updateProfile } from "@/lib/client/account";
import { applyProblem } from "@/lib/client/apply-problem";
import { UpdateProfileInput } from "@/lib/users/schemas";

export function ProfileForm({ name }: { name: string }) {
  const router = useRouter();
  const { register, handleSubmit, setError, formState } = useForm<UpdateProfileInput>({
    resolver: zodResolver(UpdateProfileInput),
    defaultValues: { name },
  });
  const save = useMutation({
    mutationFn: updateProfile,
    onSuccess: () => router.refresh(),
    onError: (error) => {
      const message = applyProblem(error, ["name"], (field, text) =>
        setError(field, { message: text }, { shouldFocus: true }),
      );
      if (message !== undefined) setError("root", { message });
    },
  });
  const { errors } = formState;
  return (
    <Card title="Profile" description="Colleagues and the audit log show this name.">
      <form
        noValidate
        onSubmit={(event) => void handleSubmit((input) => save.mutate(input))(event)}
        className="flex max-w-lg flex-col gap-4"
      >
        {errors.root?.message !== undefined && <Alert tone="bad" title={errors.root.message} />}
        {save.isSuccess && <Alert tone="ok" title="Saved." />}
        <Field label="Name" error={errors.name?.message}>
          {(control) => <Input {...control} {...register("name")} autoComplete="name" dir="auto" />}
        </Field>
        <Button type="submit" busy={save.isPending} className="self-start">
          Save name
        </Button>
      </form>
    </Card>
  );
}
