"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { readJson } from "@/components/inspector/json-nodes";
import { useLinks, useWorkspace } from "@/components/layout/workspace-context";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Segmented } from "@/components/ui/segmented";
import { useToast } from "@/components/ui/toast";
import { ProblemError } from "@/lib/client/fetcher";
import { memberSpan } from "@/lib/core/json";
import type { DeliveryDetail } from "@/lib/deliveries/schemas";
import { NEW_INBOX, sendElsewhere } from "./send-elsewhere";
import { TargetField } from "./target-field";

const KINDS = [
  { value: "unchanged", label: "Unchanged" },
  { value: "edited", label: "Edited, as a test" },
] as const;

/** Sends the event once more: to another endpoint or to an inbox, as it is or with other data. */
export function SendElsewhereDialog({ delivery, onClose }: { delivery: DeliveryDetail; onClose: () => void }) {
  const { slug } = useWorkspace();
  const links = useLinks();
  const router = useRouter();
  const toast = useToast();
  const client = useQueryClient();
  const { eventType, body, webhookId } = delivery;
  const [target, setTarget] = useState(delivery.webhookStatus === "deleted" ? NEW_INBOX : webhookId);
  const [kind, setKind] = useState<(typeof KINDS)[number]["value"]>("unchanged");
  const [dataText, setDataText] = useState(() => dataOf(body));
  const isEdited = kind === "edited";
  const read = isEdited ? readJson(dataText) : null;
  const invalid =
    read?.outcome === "invalid"
      ? `is not valid JSON: ${read.message} (line ${read.line}, column ${read.column})`
      : undefined;
  const send = useMutation({
    mutationFn: () => sendElsewhere(slug, delivery, target, isEdited ? dataText : null),
    onSuccess: async (id) => {
      toast({
        tone: "ok",
        title: isEdited ? "Sent as a test" : "Sent",
        description: "It is a delivery of its own; this one stays as it is.",
        action: { label: "Open the new delivery", run: () => router.push(links.delivery(id)) },
      });
      onClose();
      await Promise.all(
        ["deliveries", "webhooks", "inboxes"].map((area) => client.invalidateQueries({ queryKey: [area, slug] })),
      );
    },
  });
  const problem = send.error;
  return (
    <Dialog title={`Send ${eventType}`} wide={isEdited} onClose={onClose}>
      <TargetField value={target} eventType={eventType} onChange={setTarget} />
      <div className="flex flex-col items-start gap-1.5">
        <span className="font-medium">Payload</span>
        <Segmented label="Payload" options={KINDS} value={kind} onChange={setKind} />
        <p className="text-[0.8125rem] text-muted">
          {isEdited
            ? "A new event with an id of its own, marked as a test, goes to this endpoint alone. The original is not changed."
            : "The same bytes under the same event id: a receiver that had it before can tell that it is a repeat."}
        </p>
      </div>
      {isEdited && (
        <Field label="Data" error={invalid} hint="Sent digit for digit as it stands here.">
          {(control) => (
            <textarea
              {...control}
              value={dataText}
              onChange={(event) => setDataText(event.target.value)}
              rows={14}
              spellCheck={false}
              className="w-full rounded-lg border border-control bg-surface p-3 font-mono text-[0.8125rem] leading-relaxed aria-invalid:border-bad"
            />
          )}
        </Field>
      )}
      {problem !== null && (
        <Alert tone="bad" title={problem.message}>
          {problem instanceof ProblemError && problem.fields.length > 0 && (
            <ul className="list-disc pl-5">
              {problem.fields.map(({ path, message }) => (
                <li key={path + message}>
                  <code className="font-mono">{path}</code> {message}
                </li>
              ))}
            </ul>
          )}
        </Alert>
      )}
      <div className="flex flex-wrap justify-end gap-3">
        <Button variant="secondary" onClick={onClose}>
          Cancel
        </Button>
        <Button busy={send.isPending} disabled={invalid !== undefined} onClick={() => send.mutate()}>
          {isEdited ? "Send test" : "Send"}
        </Button>
      </div>
    </Dialog>
  );
}

/** The data as it was written, not parsed and printed again. */
function dataOf(body: string | null): string {
  const span = body === null ? null : memberSpan(body, "data");
  return body === null || span === null ? "{}" : body.slice(span.start, span.end);
}
