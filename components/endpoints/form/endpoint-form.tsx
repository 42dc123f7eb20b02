"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useEffect, useRef } from "react";
import { type FieldErrors, FormProvider, useForm } from "react-hook-form";
import { useWorkspace } from "@/components/layout/workspace-context";
import { Button, buttonClass } from "@/components/ui/button";
import { FormErrors } from "@/components/ui/form-errors";
import { UnsavedGuard } from "@/components/ui/unsaved-guard";
import { ProblemError } from "@/lib/client/fetcher";
import { FIELD_LABELS, type FormField, placeOf, WebhookFormValues } from "@/lib/client/webhook-form";
import { webhookKeys } from "@/lib/client/webhooks";
import type { Webhook } from "@/lib/webhooks/schemas";
import { AdvancedSection } from "./advanced-section";
import { ChangeSummary } from "./change-summary";
import { DeliverySection } from "./delivery-section";
import { EventsSection } from "./events-section";
import { SecuritySection } from "./security-section";
import { UrlSection } from "./url-section";

/** The form of an endpoint, new or there already. */
export function EndpointForm<Result>({
  initial,
  webhook,
  action,
  cancelHref,
  save,
  onSaved,
}: {
  initial: WebhookFormValues;
  /** The endpoint that is edited. */
  webhook?: Webhook;
  action: string;
  cancelHref: string;
  save: (values: WebhookFormValues) => Promise<Result>;
  onSaved: (result: Result, values: WebhookFormValues) => void;
}) {
  const { slug, may, why } = useWorkspace();
  const client = useQueryClient();
  const formRef = useRef<HTMLFormElement>(null);
  const form = useForm<WebhookFormValues>({
    resolver: zodResolver(WebhookFormValues),
    defaultValues: initial,
    // The form itself knows the order of its fields on the page.
    shouldFocusError: false,
  });
  const { setError, formState } = form;
  const saving = useMutation({
    mutationFn: save,
    onSuccess: async (result, values) => {
      onSaved(result, values);
      await client.invalidateQueries({ queryKey: webhookKeys.all(slug) });
    },
    onError: (error) => showRefusal(error, (field, message) => setError(field, { message })),
  });
  const { errors, submitCount } = formState;
  const serverErrors = saving.failureCount + submitCount;
  useEffect(() => {
    if (serverErrors > 0) formRef.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [serverErrors, saving.isError]);
  const mayWrite = may("webhooks:write");
  return (
    <FormProvider {...form}>
      <UnsavedGuard isDirty={formState.isDirty && !saving.isSuccess} />
      <form
        ref={formRef}
        noValidate
        onSubmit={(event) => void form.handleSubmit((values) => saving.mutate(values))(event)}
        className="flex max-w-5xl flex-col gap-2"
      >
        <FormErrors errors={summaryOf(errors)} labels={FIELD_LABELS} />
        <UrlSection webhookId={webhook?.id} />
        <EventsSection />
        <SecuritySection isNew={webhook === undefined} />
        <DeliverySection />
        <AdvancedSection />
        {webhook !== undefined && <ChangeSummary webhook={webhook} />}
        <div className="flex flex-wrap items-center gap-3 border-t border-border pt-5">
          <Button
            type="submit"
            busy={saving.isPending}
            disabled={!mayWrite}
            title={mayWrite ? undefined : why("webhooks:write")}
          >
            {action}
          </Button>
          <Link href={cancelHref} className={buttonClass({ variant: "ghost" })}>
            Cancel
          </Link>
          {!mayWrite && <p className="text-[0.8125rem] text-muted">{why("webhooks:write")}</p>}
        </div>
      </form>
    </FormProvider>
  );
}

function showRefusal(error: unknown, show: (field: FormField | "root", message: string) => void): void {
  if (!(error instanceof ProblemError))
    return show("root", "Something went wrong in this page. Reload it, then try again.");
  const placed = error.fields.map(placeOf);
  for (const { field, message } of placed) if (field !== undefined) show(field, message);
  if (placed.length === 0 || placed.some(({ field }) => field === undefined)) show("root", error.message);
}

/** @returns one message for each field, the first of those that are deeper in it. */
function summaryOf(errors: FieldErrors<WebhookFormValues>): FieldErrors {
  const names = Object.keys(FIELD_LABELS) as FormField[];
  const found = names.flatMap((name) => {
    const message = firstMessage(errors[name]);
    return message === undefined ? [] : [[name, { type: "custom", message }]];
  });
  return { ...Object.fromEntries(found), root: errors.root };
}

function firstMessage(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || error instanceof Element) return undefined;
  if ("message" in error && typeof error.message === "string") return error.message;
  for (const [key, value] of Object.entries(error)) {
    const message = key === "ref" ? undefined : firstMessage(value);
    if (message !== undefined) return message;
  }
  return undefined;
}
