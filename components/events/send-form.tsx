"use client";

import { useQuery } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { type KeyboardEvent, useRef } from "react";
import { JsonField } from "@/components/json-editor/json-field";
import { TextLink } from "@/components/layout/text-link";
import { useLinks, useWorkspace } from "@/components/layout/workspace-context";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field, Input, Select } from "@/components/ui/field";
import { Kbd } from "@/components/ui/kbd";
import { ProblemCard } from "@/components/ui/problem-card";
import { Skeleton } from "@/components/ui/skeleton";
import { catalogueQuery } from "@/lib/client/event-types";
import { ProblemError } from "@/lib/client/fetcher";
import { formatJson } from "@/lib/client/json/format-json";
import { projectsQuery } from "@/lib/client/webhooks";
import type { EventType } from "@/lib/event-types/schemas";
import { SendPreview } from "./send-preview";
import { SendResult } from "./send-result";
import { TypeCombobox } from "./type-combobox";
import { type SendForm as Form, type Start, useSendForm } from "./use-send-form";

/** Sends an event by hand: a type, its data, a look at who gets it, and what became of it. */
export function SendForm({ start }: { start: Start }) {
  const { slug, may, why } = useWorkspace();
  const catalogue = useQuery(catalogueQuery(slug));
  if (!may("events:write")) return <Alert tone="info" title={why("events:write")} />;
  if (catalogue.isError) return <ProblemCard error={catalogue.error} onRetry={() => void catalogue.refetch()} />;
  if (catalogue.data === undefined) return <Skeleton className="h-96" />;
  return <FilledForm start={start} types={catalogue.data.types} />;
}

function FilledForm({ start, types }: { start: Start; types: readonly EventType[] }) {
  const form = useSendForm(start, types);
  const element = useRef<HTMLFormElement>(null);
  const { send } = form;
  const submit = (insist: boolean) => {
    if (send.isPending || form.submit(insist)) return;
    // What is wrong is listed right below the editor, each with a button that leads to it.
    requestAnimationFrame(() =>
      element.current?.querySelector<HTMLElement>('[data-send-alert], [aria-invalid="true"]')?.focus(),
    );
  };
  const sendByKey = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.stopPropagation();
    submit(false);
  };
  return (
    <div className="grid min-w-0 items-start gap-6 xl:grid-cols-[minmax(0,1fr)_26rem]">
      <Card title="Event">
        <form
          ref={element}
          noValidate
          className="flex flex-col gap-5"
          onKeyDownCapture={sendByKey}
          onSubmit={(event) => {
            event.preventDefault();
            submit(false);
          }}
        >
          <TypeCombobox types={types} value={form.typeName} error={form.fieldError("type")} onChange={form.setType} />
          <Data form={form} />
          <Options form={form} />
          <SendAlert form={form} onInsist={() => submit(true)} />
          <div className="flex flex-wrap items-center gap-3">
            <Button type="submit" busy={send.isPending}>
              <Send aria-hidden className="size-4" />
              Send event
            </Button>
            <span className="text-[0.8125rem] text-muted">
              or <Kbd>Ctrl Enter</Kbd>. It is a real event: each endpoint on the list gets it.
            </span>
          </div>
        </form>
      </Card>
      <div className="flex min-w-0 flex-col gap-6 xl:sticky xl:top-20">
        {send.data !== undefined && <SendResult key={send.data.id} accepted={send.data} />}
        <SendPreview type={form.typeName} projectId={form.projectId} />
      </div>
    </div>
  );
}

function Data({ form }: { form: Form }) {
  const { report, type } = form;
  const okText = !report.isChecked
    ? type?.schema == null
      ? "Valid JSON. This type has no schema, so any data will do."
      : (report.schemaProblem ?? "Valid JSON. It is checked against the schema when it is sent.")
    : `Fits the schema of ${type?.name ?? "its type"}.`;
  return (
    <JsonField
      label="Data"
      value={form.text}
      onChange={form.setText}
      report={report}
      okText={okText}
      hint="Sent character for character as it stands here: long numbers keep every digit."
      actions={
        <>
          {form.isTyped && (
            <Button size="sm" variant="ghost" onClick={() => form.setText(undefined)}>
              {type?.example == null ? "Start again" : "Use the example"}
            </Button>
          )}
          <Button
            size="sm"
            variant="ghost"
            disabled={!report.isJson}
            title={report.isJson ? undefined : "It is no JSON yet"}
            onClick={() => form.setText(formatJson(form.text))}
          >
            Indent
          </Button>
        </>
      }
    />
  );
}

function Options({ form }: { form: Form }) {
  const { slug } = useWorkspace();
  const { data } = useQuery(projectsQuery(slug));
  const projects = data?.data ?? [];
  return (
    <div className="grid gap-5 md:grid-cols-2">
      <Field label="Project" error={form.fieldError("projectId")} hint="Endpoints of other projects do not get it.">
        {(control) => (
          <Select
            {...control}
            value={form.projectId ?? ""}
            onChange={({ target }) => form.setProjectId(target.value === "" ? undefined : target.value)}
          >
            <option value="">None</option>
            {projects.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field
        label="Idempotency key"
        error={form.fieldError("idempotencyKey")}
        hint="Optional. The same key within 24 hours creates the event once."
      >
        {(control) => (
          <Input
            {...control}
            maxLength={255}
            autoComplete="off"
            spellCheck={false}
            className="font-mono"
            value={form.idempotencyKey}
            onChange={({ target }) => form.setIdempotencyKey(target.value)}
          />
        )}
      </Field>
    </div>
  );
}

const PLACED = ["type", "projectId", "idempotencyKey"];

function SendAlert({ form, onInsist }: { form: Form; onInsist: () => void }) {
  const { error } = form.send;
  const links = useLinks();
  if (form.isInsisting)
    return (
      <div data-send-alert tabIndex={-1}>
        <Alert tone="warn" title={`The data does not fit the schema of ${form.typeName ?? "its type"}`}>
          <p className="text-muted">
            The API refuses such events. Change the data, or{" "}
            {form.typeName !== undefined && (
              <TextLink href={links.eventType(form.typeName)}>change the schema</TextLink>
            )}
            .
          </p>
          <Button size="sm" variant="secondary" className="mt-2" onClick={onInsist}>
            Try to send it all the same
          </Button>
        </Alert>
      </div>
    );
  if (error === null) return null;
  const fields = error instanceof ProblemError ? error.fields : [];
  const isPlaced = fields.length > 0 && fields.every(({ path }) => PLACED.includes(path) || path.startsWith("data"));
  return isPlaced ? null : <ProblemCard error={error} />;
}
