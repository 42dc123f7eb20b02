"use client";

import { CircleAlert, Plus, Trash2 } from "lucide-react";
import { useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Segmented } from "@/components/ui/segmented";
import { RetryTimeline } from "@/components/endpoints/retry-timeline";
import { scheduleOf, type WebhookFormValues } from "@/lib/client/webhook-form";
import { DEFAULT_RETRY_SCHEDULE_MS, RETRY_SCHEDULE_LIMITS } from "@/lib/retry/policy";

/** The delays between attempts, drawn as they are typed. */
export function RetryScheduleField({ workspaceScheduleMs }: { workspaceScheduleMs: readonly number[] | null }) {
  const { control, register, setValue, formState } = useFormContext<WebhookFormValues>();
  const { fields, append, remove } = useFieldArray({ control, name: "delays" });
  const schedule = useWatch<WebhookFormValues, "schedule">({ name: "schedule" });
  const delays = useWatch<WebhookFormValues, "delays">({ name: "delays" });
  const errors = formState.errors.delays;
  const message = errors?.root?.message ?? errors?.message;
  const scheduleMs = schedule === "custom" ? scheduleOf(delays) : (workspaceScheduleMs ?? DEFAULT_RETRY_SCHEDULE_MS);
  return (
    <fieldset aria-label="Retry schedule" className="flex min-w-0 flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="font-medium">Retry schedule</p>
        <Segmented
          label="Retry schedule"
          value={schedule}
          onChange={(value) => setValue("schedule", value, { shouldDirty: true })}
          options={[
            { value: "default", label: workspaceScheduleMs === null ? "Default" : "Workspace’s" },
            { value: "custom", label: "Custom" },
          ]}
        />
      </div>
      <RetryTimeline scheduleMs={scheduleMs} />
      {schedule === "custom" && (
        <>
          <ol className="grid grid-cols-[repeat(auto-fill,minmax(9.5rem,1fr))] gap-2">
            {fields.map((field, index) => (
              <li key={field.id} className="flex items-start gap-1">
                <Field label={`Delay ${index + 1}`} hideLabel error={errors?.[index]?.text?.message} className="flex-1">
                  {(box) => (
                    <Input
                      {...box}
                      {...register(`delays.${index}.text`)}
                      autoComplete="off"
                      spellCheck={false}
                      className="font-mono text-[0.8125rem]"
                      placeholder="5min"
                    />
                  )}
                </Field>
                <IconButton label={`Remove delay ${index + 1}`} className="mt-1" onClick={() => remove(index)}>
                  <Trash2 aria-hidden className="size-4" />
                </IconButton>
              </li>
            ))}
          </ol>
          <div className="flex flex-wrap items-center gap-3">
            <Button
              name="delays"
              size="sm"
              variant="secondary"
              disabled={fields.length >= RETRY_SCHEDULE_LIMITS.stepsMax}
              onClick={() => append({ text: fields.length === 0 ? "30s" : (delays.at(-1)?.text ?? "1h") })}
            >
              <Plus aria-hidden className="size-4" />
              Add delay
            </Button>
            <p className="text-[0.8125rem] text-muted">
              Each is counted from the attempt before it, such as 30s, 5min, 2h or 1d. Up to{" "}
              {RETRY_SCHEDULE_LIMITS.stepsMax}.
            </p>
          </div>
        </>
      )}
      {message !== undefined && (
        <p className="flex items-start gap-1.5 text-[0.8125rem] text-bad">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span>Retry schedule {message}</span>
        </p>
      )}
    </fieldset>
  );
}
