"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field, Input, Select } from "@/components/ui/field";
import type { ApiKey, CreatedApiKey } from "@/lib/api-keys/schemas";
import { apiKeyKeys, createApiKey } from "@/lib/client/api-keys";
import { applyProblem } from "@/lib/client/apply-problem";

const ACCESS = {
  full: { label: "Everything", covers: () => true },
  send: { label: "Send events only", covers: (scope: string) => scope === "events:write" },
  read: {
    label: "Read only",
    covers: (scope: string) => scope.endsWith(":read") && scope !== "secrets:read" && scope !== "audit:read",
  },
};
type Values = { name: string; access: keyof typeof ACCESS };

export function CreateApiKeyForm({
  workspace,
  scopes,
  onCreated,
}: {
  workspace: string;
  scopes: ApiKey["scopes"];
  onCreated: (created: CreatedApiKey) => void;
}) {
  const client = useQueryClient();
  const { register, handleSubmit, reset, setError, formState } = useForm<Values>({
    defaultValues: { name: "", access: "full" },
  });
  const create = useMutation({
    mutationFn: ({ name, access }: Values) =>
      createApiKey(workspace, { name, scopes: scopes.filter(ACCESS[access].covers) }),
    onSuccess: async (created) => {
      reset();
      onCreated(created);
      await client.invalidateQueries({ queryKey: apiKeyKeys.list(workspace) });
    },
    onError: (error) => {
      const message = applyProblem(error, ["name"], (name, text) =>
        setError(name, { message: text }, { shouldFocus: true }),
      );
      if (message !== undefined) setError("root", { message });
    },
  });
  const { errors } = formState;
  return (
    <form
      noValidate
      onSubmit={(event) => void handleSubmit((values) => create.mutate(values))(event)}
      className="flex flex-col gap-4 border-t border-border pt-5"
    >
      {errors.root?.message !== undefined && <Alert tone="bad" title={errors.root.message} />}
      <div className="grid items-start gap-4 sm:grid-cols-[minmax(0,1fr)_12rem_auto]">
        <Field label="Key name" error={errors.name?.message} hint="What will use it, such as “billing service”.">
          {(control) => (
            <Input
              {...control}
              {...register("name", {
                validate: (name) => name.trim() !== "" || "must not be empty",
                maxLength: { value: 100, message: "must be at most 100 characters" },
              })}
              autoComplete="off"
              dir="auto"
            />
          )}
        </Field>
        <Field label="Access">
          {(control) => (
            <Select {...control} {...register("access")}>
              {Object.entries(ACCESS).map(([value, { label }]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Button type="submit" busy={create.isPending} className="sm:mt-[1.71875rem]">
          Create key
        </Button>
      </div>
    </form>
  );
}
