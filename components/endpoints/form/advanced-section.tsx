"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormContext, useWatch } from "react-hook-form";
import { useWorkspace } from "@/components/layout/workspace-context";
import { Field, Input, Select } from "@/components/ui/field";
import type { WebhookFormValues } from "@/lib/client/webhook-form";
import { projectsQuery } from "@/lib/client/webhooks";
import { FieldSection } from "./field-section";

export function AdvancedSection() {
  const { slug } = useWorkspace();
  const { register, setValue, formState } = useFormContext<WebhookFormValues>();
  // Not registered: a select forgets a value whose option comes later.
  const projectId = useWatch<WebhookFormValues, "projectId">({ name: "projectId" });
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
          <Select
            {...control}
            name="projectId"
            value={projectId}
            onChange={({ target }) => setValue("projectId", target.value, { shouldDirty: true })}
          >
            <option value="">All projects</option>
            {projectId !== "" && projects?.data.every(({ id }) => id !== projectId) !== false && (
              <option value={projectId}>{projectId}</option>
            )}
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
