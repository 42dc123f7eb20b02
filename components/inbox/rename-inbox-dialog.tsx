"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useWorkspace } from "@/components/layout/workspace-context";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Input } from "@/components/ui/field";
import { type Inbox, inboxKeys, updateInbox } from "@/lib/client/inboxes";
import { useApiForm } from "@/lib/client/use-problem-form";
import { RenameInboxInput } from "@/lib/inbox/schemas";

export function RenameInboxDialog({ inbox, onClose }: { inbox: Inbox; onClose: () => void }) {
  const { slug } = useWorkspace();
  const client = useQueryClient();
  const { form, onSubmit, isPending } = useApiForm<RenameInboxInput, RenameInboxInput, Inbox>({
    schema: RenameInboxInput,
    defaultValues: { name: inbox.name },
    fields: ["name"],
    submit: ({ name }) => updateInbox(slug, inbox.id, { name }),
    onDone: (renamed) => {
      client.setQueryData(inboxKeys.detail(slug, inbox.id), renamed);
      void client.invalidateQueries({ queryKey: inboxKeys.list(slug) });
      onClose();
    },
  });
  const { errors } = form.formState;
  return (
    <Dialog title="Rename inbox" onClose={onClose}>
      <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
        {errors.root?.message !== undefined && <Alert tone="bad" title={errors.root.message} />}
        <Field label="Name" error={errors.name?.message}>
          {(control) => <Input {...control} {...form.register("name")} dir="auto" autoComplete="off" data-autofocus />}
        </Field>
        <div className="flex flex-wrap justify-end gap-3">
          <Button variant="secondary" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" busy={isPending}>
            Rename
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
