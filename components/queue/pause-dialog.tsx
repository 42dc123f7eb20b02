"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useWorkspace } from "@/components/layout/workspace-context";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Input } from "@/components/ui/field";
import { formatCount } from "@/components/values/count";
import { pauseQueue, queueKeys, type QueueStats } from "@/lib/client/queue";
import { useApiForm } from "@/lib/client/use-problem-form";
import { PauseQueueInput } from "@/lib/deliveries/schemas";

/** Asks why, because everybody will want to know. */
export function PauseDialog({ stats, onClose }: { stats: QueueStats; onClose: () => void }) {
  const { slug } = useWorkspace();
  const client = useQueryClient();
  const { form, onSubmit, isPending } = useApiForm<PauseQueueInput, PauseQueueInput, unknown>({
    schema: PauseQueueInput,
    defaultValues: { reason: "" },
    fields: ["reason"],
    submit: ({ reason }) => pauseQueue(slug, reason),
    onDone: () => {
      onClose();
      void client.invalidateQueries({ queryKey: queueKeys.all(slug) });
    },
  });
  const { errors } = form.formState;
  const waiting = stats.waiting + stats.delayed;
  return (
    <Dialog title="Pause all deliveries" onClose={onClose}>
      <p>
        Nothing is sent to any endpoint of this workspace until somebody resumes.{" "}
        {waiting > 0 && (
          <>
            <strong>{formatCount(waiting)}</strong> that wait now are held.{" "}
          </>
        )}
        Events are still accepted, and their deliveries are held too. What is in flight is finished.
      </p>
      <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
        {errors.root?.message !== undefined && <Alert tone="bad" title={errors.root.message} />}
        <Field label="Reason" hint="Shown to everybody in this workspace." error={errors.reason?.message}>
          {(control) => (
            <Input
              {...control}
              {...form.register("reason")}
              dir="auto"
              autoComplete="off"
              maxLength={300}
              data-autofocus
            />
          )}
        </Field>
        <div className="flex flex-wrap justify-end gap-3">
          <Button variant="secondary" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" busy={isPending}>
            Pause deliveries
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
