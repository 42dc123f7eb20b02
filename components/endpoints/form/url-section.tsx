"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useFormContext, useWatch } from "react-hook-form";
import { useDebounce } from "use-debounce";
import { useLinks, useWorkspace } from "@/components/layout/workspace-context";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { ProblemCard } from "@/components/ui/problem-card";
import type { WebhookFormValues } from "@/lib/client/webhook-form";
import { checkUrl, createInbox, sameUrlQuery } from "@/lib/client/webhooks";
import { parseUrl } from "@/lib/core/parse-url";
import { FieldSection } from "./field-section";
import { UrlCheckResult } from "./url-check-result";

const DEBOUNCE_MS = 400;

export function UrlSection({ webhookId }: { webhookId?: string }) {
  const { slug, may, why } = useWorkspace();
  const { register, setValue, getValues, trigger, formState } = useFormContext<WebhookFormValues>();
  const url = useWatch<WebhookFormValues, "url">({ name: "url" });
  const check = useMutation({
    mutationFn: (input: Parameters<typeof checkUrl>[1]) => checkUrl(slug, input),
  });
  const inbox = useMutation({
    mutationFn: () => createInbox(slug, getValues("name").trim() || "Inbox"),
    onSuccess: (made) => {
      setValue("url", made.url, { shouldDirty: true, shouldValidate: true });
      if (getValues("name").trim() === "") setValue("name", made.name, { shouldDirty: true });
      check.reset();
    },
  });
  const startCheck = async () => {
    if (!(await trigger("url", { shouldFocus: true }))) return;
    const { headers, timeoutSeconds } = getValues();
    // What is stored is not known here, so it cannot be sent along.
    const sent = headers.filter(({ name, value }) => name.trim() !== "" && value !== "");
    const timeoutMs = Math.min(Number(timeoutSeconds) || 10, 30) * 1_000;
    check.mutate({
      url: getValues("url").trim(),
      timeoutMs,
      headers: Object.fromEntries(sent.map(({ name, value }) => [name.trim(), value])),
    });
  };
  const { errors } = formState;
  return (
    <FieldSection
      title="Destination"
      description="Where deliveries are posted. HTTPS keeps them from being read on the way."
    >
      <Field label="Name" error={errors.name?.message}>
        {(control) => (
          <Input {...control} {...register("name")} autoComplete="off" dir="auto" placeholder="Billing service" />
        )}
      </Field>
      <Field label="URL" error={errors.url?.message} hint={<UrlHint url={url} />}>
        {(control) => (
          <Input
            {...control}
            {...register("url", { onChange: () => check.reset() })}
            type="url"
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
            className="font-mono text-[0.8125rem]"
            placeholder="https://example.com/webhooks"
            onPaste={(event) => {
              const text = event.clipboardData.getData("text");
              if (text === text.trim()) return;
              event.preventDefault();
              setValue("url", text.trim(), { shouldDirty: true });
            }}
          />
        )}
      </Field>
      <SameUrl url={url} webhookId={webhookId} />
      <div className="flex flex-wrap gap-2">
        <Button variant="secondary" size="sm" busy={check.isPending} onClick={() => void startCheck()}>
          Check URL
        </Button>
        <Button
          variant="secondary"
          size="sm"
          busy={inbox.isPending}
          disabled={!may("inboxes:write")}
          title={may("inboxes:write") ? undefined : why("inboxes:write")}
          onClick={() => inbox.mutate()}
        >
          Use an inbox
        </Button>
      </div>
      <p className="-mt-2 text-[0.8125rem] text-muted">
        A check posts one unsigned test request, so a receiver that verifies signatures answers 401. An inbox is a
        receiver of our own: it shows every request and can fail on demand.
      </p>
      <div aria-live="polite">
        {check.isError && <ProblemCard error={check.error} />}
        {inbox.isError && <ProblemCard error={inbox.error} />}
        {check.data !== undefined && (
          <UrlCheckResult
            result={check.data}
            onUseUrl={(next) => setValue("url", next, { shouldDirty: true, shouldValidate: true })}
            url={url}
          />
        )}
      </div>
    </FieldSection>
  );
}

function UrlHint({ url }: { url: string }) {
  const parsed = parseUrl(url.trim());
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) return "The full address, with its path.";
  if (parsed.protocol === "http:")
    return "Without HTTPS, anybody on the way can read and change deliveries. The signature shows changes only.";
  return `Posts to ${parsed.pathname === "/" ? "the root" : parsed.pathname} of ${parsed.host}.`;
}

function SameUrl({ url, webhookId }: { url: string; webhookId: string | undefined }) {
  const { slug } = useWorkspace();
  const links = useLinks();
  const [settled] = useDebounce(url.trim(), DEBOUNCE_MS);
  const { data = [] } = useQuery({ ...sameUrlQuery(slug, settled), enabled: parseUrl(settled) !== null });
  const other = data.find(({ id }) => id !== webhookId);
  if (other === undefined || url.trim() !== settled) return null;
  return (
    <Alert tone="warn" title="Another endpoint has this URL">
      <p>
        <Link href={links.endpoint(other.id)} className="text-accent underline underline-offset-4">
          <bdi>{other.name}</bdi>
        </Link>{" "}
        posts there too, so an event that both subscribe to arrives twice.
      </p>
    </Alert>
  );
}
