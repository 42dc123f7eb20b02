"use client";

import { useQueryClient } from "@tanstack/react-query";
import { FormProvider } from "react-hook-form";
import { RetryScheduleField } from "@/components/endpoints/form/retry-schedule-field";
import { TextLink } from "@/components/layout/text-link";
import { useLinks, useWorkspace } from "@/components/layout/workspace-context";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field, Input } from "@/components/ui/field";
import { useToast } from "@/components/ui/toast";
import { UnsavedGuard } from "@/components/ui/unsaved-guard";
import { formatCounted } from "@/components/values/count";
import { updateWorkspace } from "@/lib/client/account";
import { DefaultsFormValues, defaultsFormOf, defaultsOf } from "@/lib/client/defaults-form";
import { useApiForm } from "@/lib/client/use-problem-form";
import { webhookKeys } from "@/lib/client/webhooks";
import { DEFAULT_RETRY_SCHEDULE_MS } from "@/lib/retry/policy";
import type { Workspace } from "@/lib/workspaces/schemas";

/** How many endpoints set nothing of their own, of all. */
export type Followers = { total: number; timeoutMs: number; rateLimit: number; retryScheduleMs: number };

/** What endpoints follow that set nothing of their own. */
export function DeliveryDefaultsForm({
  defaults,
  instanceRateLimit,
  followers,
}: {
  defaults: Workspace["defaults"];
  instanceRateLimit: number;
  followers: Followers;
}) {
  const { slug, may, why } = useWorkspace();
  const links = useLinks();
  const client = useQueryClient();
  const toast = useToast();
  const mayWrite = may("settings:write");
  const { form, onSubmit, isPending } = useApiForm<DefaultsFormValues, DefaultsFormValues, Workspace>({
    schema: DefaultsFormValues,
    defaultValues: defaultsFormOf(defaults, DEFAULT_RETRY_SCHEDULE_MS),
    fields: [],
    submit: (values: DefaultsFormValues) => updateWorkspace(slug, { defaults: defaultsOf(values) }),
    onDone: (saved) => {
      form.reset(defaultsFormOf(saved.defaults, DEFAULT_RETRY_SCHEDULE_MS));
      toast({ tone: "ok", title: "Saved", description: "The next attempts follow it." });
      void client.invalidateQueries({ queryKey: ["workspace", slug] });
      void client.invalidateQueries({ queryKey: webhookKeys.all(slug) });
    },
  });
  const { register, formState } = form;
  const { errors, isDirty } = formState;
  const follow = (count: number) =>
    followers.total === 0
      ? ""
      : ` ${count} of ${formatCounted(followers.total, "endpoint")} ${count === 1 ? "follows" : "follow"} it.`;
  return (
    <Card
      title="Defaults"
      description={
        <>
          For endpoints that set nothing of their own. <TextLink href={links.endpoints}>Endpoints</TextLink>
        </>
      }
    >
      <FormProvider {...form}>
        <form noValidate onSubmit={onSubmit} className="flex flex-col gap-6">
          {errors.root?.message !== undefined && <Alert tone="bad" title={errors.root.message} />}
          {/* A fieldset disables what is inside of it for who may not change it. */}
          <fieldset disabled={!mayWrite} className="flex min-w-0 flex-col gap-6">
            <legend className="sr-only">Defaults</legend>
            <div className="grid items-start gap-4 sm:grid-cols-2">
              <Field
                label="Time limit"
                error={errors.timeoutSeconds?.message}
                hint={`Seconds until an attempt counts as failed. Empty: 30.${follow(followers.timeoutMs)}`}
              >
                {(control) => (
                  <Input {...control} {...register("timeoutSeconds")} inputMode="numeric" autoComplete="off" />
                )}
              </Field>
              <Field
                label="Rate limit"
                error={errors.rateLimit?.message}
                hint={`Requests per second and endpoint. Empty: ${instanceRateLimit}.${follow(followers.rateLimit)}`}
              >
                {(control) => <Input {...control} {...register("rateLimit")} inputMode="numeric" autoComplete="off" />}
              </Field>
            </div>
            <RetryScheduleField workspaceScheduleMs={null} />
            {followers.total > 0 && (
              <p className="-mt-3 text-[0.8125rem] text-muted">
                {follow(followers.retryScheduleMs).trim()} Retries that are planned already keep their time.
              </p>
            )}
          </fieldset>
          <div className="flex flex-wrap items-center gap-4 border-t border-border pt-4">
            <Button type="submit" busy={isPending} disabled={!mayWrite}>
              Save defaults
            </Button>
            {!mayWrite && <p className="text-muted">{why("settings:write")}</p>}
          </div>
        </form>
      </FormProvider>
      <UnsavedGuard isDirty={isDirty && !isPending} />
    </Card>
  );
}
