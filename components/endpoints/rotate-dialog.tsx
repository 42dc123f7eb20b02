"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useWorkspace } from "@/components/layout/workspace-context";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Dialog } from "@/components/ui/dialog";
import { Field, Input } from "@/components/ui/field";
import { Segmented } from "@/components/ui/segmented";
import { Time } from "@/components/values/time";
import { parseDelay } from "@/lib/client/retry-timeline";
import { rotateSecret } from "@/lib/client/webhooks";
import { DAY_MS, HOUR_MS } from "@/lib/core/clock";
import type { Webhook } from "@/lib/webhooks/schemas";
import { useRefreshEndpoints } from "./use-endpoint-acts";

const OVERLAPS = { none: 0, hour: HOUR_MS, day: DAY_MS } as const;
type Choice = keyof typeof OVERLAPS | "custom";
const OPTIONS: { value: Choice; label: string }[] = [
  { value: "none", label: "None" },
  { value: "hour", label: "1 hour" },
  { value: "day", label: "24 hours" },
  { value: "custom", label: "Custom" },
];
const OVERLAP_MS_MAX = 7 * DAY_MS;

/** Makes a new secret; until the overlap ends both sign, so that the receiver can be changed in between. */
export function RotateDialog({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const { slug } = useWorkspace();
  const refresh = useRefreshEndpoints();
  const [choice, setChoice] = useState<Choice>("day");
  const [custom, setCustom] = useState("3d");
  const [openedMs] = useState(() => Date.now());
  const rotate = useMutation({
    mutationFn: (overlapMs: number) => rotateSecret(slug, webhook.id, Math.round(overlapMs / 1_000)),
    // Not waited for: the new secret is shown at once, however long the lists take.
    onSuccess: () => void refresh(),
  });
  const customMs = parseDelay(custom);
  const isCustomBad = choice === "custom" && (customMs === null || customMs > OVERLAP_MS_MAX);
  const overlapMs = choice === "custom" ? (customMs ?? 0) : OVERLAPS[choice];
  if (rotate.data !== undefined)
    return (
      <Dialog title="The new secret" onClose={onClose}>
        <p>Give it to the receiver. The security page of the endpoint shows it again.</p>
        <CodeBlock label="Signing secret" code={rotate.data.secret} />
        <p>
          {rotate.data.previousExpiresAt === null ? (
            "The old secret does not sign any more."
          ) : (
            <>
              Both secrets sign until <Time iso={rotate.data.previousExpiresAt} />.
            </>
          )}
        </p>
        <div className="flex justify-end">
          <Button onClick={onClose} data-autofocus>
            Done
          </Button>
        </div>
      </Dialog>
    );
  return (
    <Dialog title="Rotate the signing secret" onClose={onClose}>
      <p>
        A new secret is made. For how long should the old one sign too, so that the receiver can be changed in time?
      </p>
      <div>
        <Segmented label="Overlap" value={choice} onChange={setChoice} options={OPTIONS} />
      </div>
      {choice === "custom" && (
        <Field
          label="Overlap"
          hint="Such as 30min, 12h or 3d, at most 7d."
          error={isCustomBad ? "must be a time such as 12h, at most 7d" : undefined}
        >
          {(control) => (
            <Input
              {...control}
              value={custom}
              onChange={({ target }) => setCustom(target.value)}
              autoComplete="off"
              className="max-w-40 font-mono text-[0.8125rem]"
            />
          )}
        </Field>
      )}
      <p aria-live="polite" className="font-medium">
        {overlapMs === 0 ? (
          "From the next attempt on only the new secret signs. A receiver with the old one rejects deliveries."
        ) : (
          <>
            Both secrets sign until <Time iso={new Date(openedMs + overlapMs).toISOString()} />.
          </>
        )}
      </p>
      {webhook.previousSecretExpiresAt !== null && (
        <Alert tone="warn" title="A rotation is still overlapping">
          The secret before the current one stops signing at once when you rotate again.
        </Alert>
      )}
      {rotate.isError && <Alert tone="bad" title={rotate.error.message} />}
      <div className="flex flex-wrap justify-end gap-3">
        <Button variant="secondary" onClick={onClose} data-autofocus>
          Cancel
        </Button>
        <Button busy={rotate.isPending} disabled={isCustomBad} onClick={() => rotate.mutate(overlapMs)}>
          Rotate secret
        </Button>
      </div>
    </Dialog>
  );
}
