"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useWorkspace } from "@/components/layout/workspace-context";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { useToast } from "@/components/ui/toast";
import { UnsavedGuard } from "@/components/ui/unsaved-guard";
import { eventTypeKeys, eventTypeQuery, updateEventType } from "@/lib/client/event-types";
import type { EventType } from "@/lib/event-types/schemas";
import { FormProblem } from "./form-problem";
import { TypeFields } from "./type-fields";
import { type TypeValues, useTypeForm } from "./use-type-form";

/** Changes what a type means and looks like; its name stays, because senders and endpoints know it by that. */
export function EditEventType({ type, onDone }: { type: EventType; onDone: () => void }) {
  const { slug } = useWorkspace();
  const client = useQueryClient();
  const toast = useToast();
  const [isBlocked, setBlocked] = useState(false);
  const save = useMutation({
    mutationFn: ({ schema, ...values }: TypeValues) =>
      updateEventType(slug, type.name, { ...values, ...(!type.own && { schema }) }),
    onSuccess: (saved) => {
      client.setQueryData(eventTypeQuery(slug, type.name).queryKey, saved);
      void client.invalidateQueries({ queryKey: eventTypeKeys.list(slug) });
      toast({ tone: "ok", title: `${type.name} was saved` });
      onDone();
    },
  });
  const form = useTypeForm(type, save.error);
  return (
    <Card title="Edit" description="Events that were sent already are not checked again.">
      <form
        noValidate
        className="flex flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          const values = form.read();
          setBlocked(values === null);
          if (values !== null && !save.isPending) save.mutate(values);
        }}
      >
        <TypeFields form={form} own={type.own} />
        {isBlocked && <Alert tone="bad" title="Schema and example must be valid before they can be saved." />}
        <FormProblem error={save.error} />
        <div className="flex flex-wrap gap-3">
          <Button type="submit" busy={save.isPending}>
            Save
          </Button>
          <Button variant="secondary" onClick={onDone}>
            Cancel
          </Button>
        </div>
      </form>
      <UnsavedGuard isDirty={form.isDirty && !save.isSuccess} />
    </Card>
  );
}
