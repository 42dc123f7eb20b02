"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useWatch } from "react-hook-form";
import { z } from "zod";
import { useWorkspace } from "@/components/layout/workspace-context";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Input, Select } from "@/components/ui/field";
import { RadioCards } from "@/components/ui/radio-cards";
import { SCOPES } from "@/lib/access/scopes";
import { CreateApiKeyInput, type CreatedApiKey } from "@/lib/api-keys/schemas";
import { PRESETS } from "@/lib/client/api-key-facts";
import { apiKeyKeys, createApiKey } from "@/lib/client/api-keys";
import { useApiForm } from "@/lib/client/use-problem-form";
import { DAY_MS } from "@/lib/core/clock";
import { ScopePicker } from "./scope-picker";

const EXPIRIES = { never: "Never", "7": "In 7 days", "30": "In 30 days", "90": "In 90 days", "365": "In a year" };

const Values = z
  .object({
    name: CreateApiKeyInput.shape.name,
    access: z.enum(["full", "send", "read", "custom"]),
    scopes: z.array(z.enum(SCOPES)),
    expiry: z.enum(Object.keys(EXPIRIES) as (keyof typeof EXPIRIES)[]),
  })
  .refine(({ access, scopes }) => access !== "custom" || scopes.length > 0, {
    path: ["scopes"],
    message: "Choose at least one scope.",
  });
type Values = z.output<typeof Values>;

const ACCESS = [
  ...(["send", "read", "full"] as const).map((value) => ({
    value,
    label: PRESETS[value].label,
    hint: PRESETS[value].hint,
  })),
  { value: "custom" as const, label: "Custom", hint: "Exactly the scopes you choose." },
];

/** Makes a key. What comes back goes to `onCreated` alone: no cache ever holds it. */
export function CreateApiKeyDialog({
  onCreated,
  onClose,
}: {
  onCreated: (created: CreatedApiKey) => void;
  onClose: () => void;
}) {
  const { slug } = useWorkspace();
  const client = useQueryClient();
  const { form, onSubmit, isPending } = useApiForm<Values, Values, void>({
    schema: Values,
    defaultValues: { name: "", access: "send", scopes: [], expiry: "never" },
    fields: ["name", "scopes"],
    submit: async ({ name, access, scopes, expiry }) => {
      const created = await createApiKey(slug, {
        name,
        scopes: [...(access === "custom" ? scopes : PRESETS[access].scopes)],
        expiresAt: expiry === "never" ? null : new Date(Date.now() + Number(expiry) * DAY_MS).toISOString(),
      });
      onCreated(created);
      void client.invalidateQueries({ queryKey: apiKeyKeys.list(slug) });
    },
  });
  const { register, setValue, control, formState } = form;
  const [access, scopes] = useWatch({ control, name: ["access", "scopes"] });
  const { errors } = formState;
  return (
    <Dialog title="Create an API key" onClose={onClose} wide>
      <form noValidate onSubmit={onSubmit} className="flex flex-col gap-5">
        {errors.root?.message !== undefined && <Alert tone="bad" title={errors.root.message} />}
        <div className="grid items-start gap-4 sm:grid-cols-[minmax(0,1fr)_12rem]">
          <Field label="Key name" error={errors.name?.message} hint="What will use it, such as “billing service”.">
            {(props) => <Input {...props} {...register("name")} autoComplete="off" dir="auto" />}
          </Field>
          <Field label="Expires">
            {(props) => (
              <Select {...props} {...register("expiry")}>
                {Object.entries(EXPIRIES).map(([value, label]) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        </div>
        <RadioCards
          label="Access"
          name="access"
          columns
          value={access}
          options={ACCESS}
          onChange={(value) => setValue("access", value)}
        />
        {access === "custom" && (
          <ScopePicker
            value={scopes}
            error={errors.scopes?.message}
            onChange={(chosen) => setValue("scopes", chosen, { shouldValidate: formState.isSubmitted })}
          />
        )}
        <div className="flex flex-wrap justify-end gap-3">
          <Button variant="secondary" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" busy={isPending}>
            Create key
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
