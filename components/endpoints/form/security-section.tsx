"use client";

import { useFormContext, useWatch } from "react-hook-form";
import { Field, Input } from "@/components/ui/field";
import { Segmented } from "@/components/ui/segmented";
import type { WebhookFormValues } from "@/lib/client/webhook-form";
import { FieldSection } from "./field-section";
import { HeadersField } from "./headers-field";

export function SecuritySection({ isNew }: { isNew: boolean }) {
  const { register, setValue, formState } = useFormContext<WebhookFormValues>();
  const secretFrom = useWatch<WebhookFormValues, "secretFrom">({ name: "secretFrom" });
  const { errors } = formState;
  return (
    <FieldSection
      title="Security"
      description="Every delivery is signed with the endpoint’s secret. Headers go along with every delivery."
    >
      {isNew ? (
        <div className="flex flex-col gap-3">
          <div className="flex flex-col items-start gap-1.5">
            <p className="font-medium">Signing secret</p>
            <Segmented
              label="Signing secret"
              value={secretFrom}
              onChange={(value) => setValue("secretFrom", value, { shouldDirty: true })}
              options={[
                { value: "generated", label: "Make one for me" },
                { value: "own", label: "Use my own" },
              ]}
            />
          </div>
          {secretFrom === "own" ? (
            <Field
              label="Secret"
              error={errors.secret?.message}
              hint="whsec_ and base64 of 24 to 64 random bytes, as Standard Webhooks has it."
            >
              {(control) => (
                <Input
                  {...control}
                  {...register("secret")}
                  autoComplete="off"
                  spellCheck={false}
                  className="font-mono text-[0.8125rem]"
                />
              )}
            </Field>
          ) : (
            <p className="text-[0.8125rem] text-muted">
              You see it after creating the endpoint, and on its security page later.
            </p>
          )}
        </div>
      ) : (
        <p className="text-[0.8125rem] text-muted">
          The signing secret is shown and rotated on the endpoint’s security page.
        </p>
      )}
      <HeadersField />
    </FieldSection>
  );
}
