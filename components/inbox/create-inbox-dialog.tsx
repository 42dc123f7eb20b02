"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useLinks, useWorkspace } from "@/components/layout/workspace-context";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Input } from "@/components/ui/field";
import { createInbox, inboxKeys } from "@/lib/client/inboxes";
import { useApiForm } from "@/lib/client/use-problem-form";
import { RenameInboxInput } from "@/lib/inbox/schemas";

export function CreateInboxDialog({ onClose }: { onClose: () => void }) {
  const { slug } = useWorkspace();
  const links = useLinks();
  const router = useRouter();
  const client = useQueryClient();
  const { form, onSubmit, isPending, isDone } = useApiForm<RenameInboxInput, RenameInboxInput, { id: string }>({
    schema: RenameInboxInput,
    defaultValues: { name: "Inbox" },
    fields: ["name"],
    submit: ({ name }) => createInbox(slug, { name }),
    onDone: ({ id }) => {
      void client.invalidateQueries({ queryKey: inboxKeys.list(slug) });
      router.push(links.inbox(id));
    },
  });
  const { errors } = form.formState;
  return (
    <Dialog title="New inbox" onClose={onClose}>
      <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
        {errors.root?.message !== undefined && <Alert tone="bad" title={errors.root.message} />}
        <Field
          label="Name"
          hint="Its URL is made for you. It answers 200 until you choose something else."
          error={errors.name?.message}
        >
          {(control) => <Input {...control} {...form.register("name")} dir="auto" autoComplete="off" data-autofocus />}
        </Field>
        <div className="flex flex-wrap justify-end gap-3">
          <Button variant="secondary" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" busy={isPending || isDone}>
            Create inbox
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
