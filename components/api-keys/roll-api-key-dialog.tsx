"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useWorkspace } from "@/components/layout/workspace-context";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { RadioCards } from "@/components/ui/radio-cards";
import type { ApiKey, CreatedApiKey } from "@/lib/api-keys/schemas";
import { apiKeyKeys, rollApiKey } from "@/lib/client/api-keys";

const OVERLAPS = [
  { value: "86400", label: "24 hours", hint: "Both work for a day. Change the programs meanwhile." },
  { value: "3600", label: "1 hour", hint: "Both work for an hour." },
  { value: "604800", label: "7 days", hint: "Both work for a week, the longest there is." },
  { value: "0", label: "None", hint: "The old key is refused within a second. For keys that leaked." },
] as const;

/** Makes a key to take the place of another. What comes back goes to `onRolled` alone: no cache ever holds it. */
export function RollApiKeyDialog({
  apiKey,
  onRolled,
  onClose,
}: {
  apiKey: ApiKey;
  onRolled: (created: CreatedApiKey) => void;
  onClose: () => void;
}) {
  const { slug } = useWorkspace();
  const client = useQueryClient();
  const [overlap, setOverlap] = useState<(typeof OVERLAPS)[number]["value"]>("86400");
  const roll = useMutation({
    mutationFn: async () => onRolled(await rollApiKey(slug, apiKey.id, { overlapSeconds: Number(overlap) })),
    onSuccess: () => client.invalidateQueries({ queryKey: apiKeyKeys.list(slug) }),
  });
  return (
    <Dialog title="Roll this key" onClose={onClose}>
      <p>
        A new key with the name, scopes and expiry of <bdi className="font-medium">{apiKey.name}</bdi> is made and shown
        once.
      </p>
      {roll.error !== null && <Alert tone="bad" title={roll.error.message} />}
      <RadioCards
        label="The old key goes on working for"
        name="overlap"
        value={overlap}
        options={OVERLAPS}
        onChange={setOverlap}
      />
      <div className="flex flex-wrap justify-end gap-3">
        <Button variant="secondary" onClick={onClose} data-autofocus>
          Cancel
        </Button>
        <Button busy={roll.isPending} onClick={() => roll.mutate()}>
          Roll key
        </Button>
      </div>
    </Dialog>
  );
}
