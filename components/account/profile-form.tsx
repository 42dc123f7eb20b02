"use client";

import { useRouter } from "next/navigation";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field, Input } from "@/components/ui/field";
import { updateProfile } from "@/lib/client/account";
import { useApiForm } from "@/lib/client/use-problem-form";
import { type Profile, UpdateProfileInput } from "@/lib/users/schemas";

export function ProfileForm({ name }: { name: string }) {
  const router = useRouter();
  const { form, onSubmit, isPending, isDone } = useApiForm<UpdateProfileInput, UpdateProfileInput, Profile>({
    schema: UpdateProfileInput,
    defaultValues: { name },
    fields: ["name"],
    submit: updateProfile,
    onDone: () => router.refresh(),
  });
  const { errors } = form.formState;
  return (
    <Card title="Profile" description="Colleagues and the audit log show this name.">
      <form noValidate onSubmit={onSubmit} className="flex max-w-lg flex-col gap-4">
        {errors.root?.message !== undefined && <Alert tone="bad" title={errors.root.message} />}
        {isDone && <Alert tone="ok" title="Saved." />}
        <Field label="Name" error={errors.name?.message}>
          {(control) => <Input {...control} {...form.register("name")} autoComplete="name" dir="auto" />}
        </Field>
        <Button type="submit" busy={isPending} className="self-start">
          Save name
        </Button>
      </form>
    </Card>
  );
}
