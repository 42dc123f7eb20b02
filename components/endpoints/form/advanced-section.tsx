"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormContext } from "react-hook-form";
import { useWorkspace } from "@/components/layout/workspace-context";
import { Field, Input, Select } from "@/components/ui/field";
import type { WebhookFormValues } from "@/lib/client/webhook-form";
import { projectsQuery } from "@/lib/client/webhooks";
import { FieldSection } from "./field-section";

export function AdvancedSection() {
  const { slug } = useWorkspace();
  const { register, formState } = useFormContext<WebhookFormValues>();
  const { data: projects } = useQuery(projectsQuery(slug));
  const { errors } = formState;
  return (
    <FieldSection title="Advanced" description="What people should know about it, and whose events it gets.">
      <Field label="Description" error={errors.description?.message} hint="Who runs it, and whom to ask.">
        {(control) => <Input {...control} {...register("description")} autoComplete="off" dir="auto" />}
      </Field>
      <Field
        label="Project"
        error={errors.projectId?.message}
        hint="Bound to a project, it gets that project’s events only."
      >
        {(control) => (
          <Select {...control} {...register("projectId")}>
            <option value="">All projects</option>
            {projects?.data.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </FieldSection>
  );
}
