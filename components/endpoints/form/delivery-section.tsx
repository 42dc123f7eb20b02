"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormContext } from "react-hook-form";
import { useWorkspace } from "@/components/layout/workspace-context";
import { Field, Input } from "@/components/ui/field";
import type { WebhookFormValues } from "@/lib/client/webhook-form";
import { deliveryDefaultsQuery } from "@/lib/client/webhooks";
import { FieldSection } from "./field-section";
import { RetryScheduleField } from "./retry-schedule-field";

const INSTANCE_TIMEOUT_SECONDS = 30;

export function DeliverySection() {
  const { slug } = useWorkspace();
  const { register, formState } = useFormContext<WebhookFormValues>();
  const { data: defaults } = useQuery(deliveryDefaultsQuery(slug));
  const { errors } = formState;
  const timeoutSeconds = defaults?.timeoutMs == null ? INSTANCE_TIMEOUT_SECONDS : defaults.timeoutMs / 1_000;
  return (
    <FieldSection
      title="Delivery"
      description="How fast and how often an event is tried. What is left empty follows the workspace’s settings."
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label="Rate limit"
          error={errors.rateLimit?.message}
          hint={`Requests per second. Empty: ${defaults?.rateLimit == null ? "the instance’s default" : defaults.rateLimit}.`}
        >
          {(control) => <Input {...control} {...register("rateLimit")} inputMode="numeric" autoComplete="off" />}
        </Field>
        <Field
          label="Time limit"
          error={errors.timeoutSeconds?.message}
          hint={`Seconds until an attempt counts as failed, at most 30. Empty: ${timeoutSeconds}.`}
        >
          {(control) => <Input {...control} {...register("timeoutSeconds")} inputMode="numeric" autoComplete="off" />}
        </Field>
      </div>
      <RetryScheduleField workspaceScheduleMs={defaults?.retryScheduleMs ?? null} />
      <div className="rounded-lg border border-border bg-raised px-4 py-3 text-[0.8125rem]">
        <p className="font-medium">When it keeps failing</p>
        <p className="mt-1 text-muted">
          An endpoint that answers nothing but failures is probed less and less often, up to every five minutes. After
          three days the owners get a warning, after five days it is disabled. An answer of 410 Gone disables it at
          once. Failed deliveries stay and can be recovered.
        </p>
      </div>
    </FieldSection>
  );
}
