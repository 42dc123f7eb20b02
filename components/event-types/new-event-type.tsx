"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { useLinks, useWorkspace } from "@/components/layout/workspace-context";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field, Input } from "@/components/ui/field";
import { useToast } from "@/components/ui/toast";
import { UnsavedGuard } from "@/components/ui/unsaved-guard";
import { createEventType, eventTypeKeys } from "@/lib/client/event-types";
import { ProblemError } from "@/lib/client/fetcher";
import { CreateEventTypeInput } from "@/lib/event-types/schemas";
import { FormProblem } from "./form-problem";
import { TypeFields } from "./type-fields";
import { type TypeValues, useTypeForm } from "./use-type-form";

const EMPTY = { description: null, schema: null, example: null };

/** Adds a type to the catalogue. */
export function NewEventType() {
  const { may, why } = useWorkspace();
  if (!may("event-types:write")) return <Alert tone="info" title={why("event-types:write")} />;
  return <NewTypeForm />;
}

function NewTypeForm() {
  const { slug } = useWorkspace();
  const links = useLinks();
  const router = useRouter();
  const client = useQueryClient();
  const toast = useToast();
  const nameField = useRef<HTMLInputElement>(null);
  const [name, setName] = useState("");
  const [nameError, setNameError] = useState<string>();
  const [isBlocked, setBlocked] = useState(false);
  // The second click of a double click comes before the button is known to be busy.
  const isAsked = useRef(false);
  const create = useMutation({
    mutationFn: (values: TypeValues) => createEventType(slug, { name: name.trim(), ...values }),
    onSuccess: (made) => {
      void client.invalidateQueries({ queryKey: eventTypeKeys.all(slug) });
      toast({ tone: "ok", title: `${made.name} was created` });
      router.push(links.eventType(made.name));
    },
    onError: (error) => {
      isAsked.current = false;
      const message = error instanceof ProblemError ? nameMessageOf(error) : undefined;
      setNameError(message);
      if (message !== undefined) nameField.current?.focus();
    },
  });
  const form = useTypeForm(EMPTY, create.error);
  const submit = () => {
    const parsed = CreateEventTypeInput.shape.name.safeParse(name.trim());
    const values = form.read();
    setNameError(parsed.error?.issues[0]?.message);
    setBlocked(values === null);
    if (!parsed.success) nameField.current?.focus();
    else if (values !== null && !isAsked.current) {
      isAsked.current = true;
      create.mutate(values);
    }
  };
  return (
    <Card title="New event type">
      <form
        noValidate
        className="flex flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Field
          label="Name"
          error={nameError}
          hint="What and what happened to it, joined by a dot: invoice.paid. It cannot be changed later."
        >
          {(control) => (
            <Input
              {...control}
              ref={nameField}
              name="name"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              maxLength={100}
              className="max-w-xl font-mono"
              value={name}
              onChange={({ target }) => {
                setName(target.value);
                setNameError(undefined);
              }}
            />
          )}
        </Field>
        <TypeFields form={form} />
        {isBlocked && <Alert tone="bad" title="Schema and example must be valid before they can be saved." />}
        {nameError === undefined && <FormProblem error={create.error} />}
        <div>
          <Button type="submit" busy={create.isPending}>
            Create event type
          </Button>
        </div>
      </form>
      <UnsavedGuard isDirty={(form.isDirty || name !== "") && !create.isSuccess} />
    </Card>
  );
}

function nameMessageOf(error: ProblemError): string | undefined {
  if (error.code === "already_exists") return "is taken by a type that exists already";
  return error.fields.find(({ path }) => path === "name")?.message;
}
