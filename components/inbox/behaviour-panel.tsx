"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import clsx from "clsx";
import { Check } from "lucide-react";
import { useWorkspace } from "@/components/layout/workspace-context";
import { Alert } from "@/components/ui/alert";
import { useToast } from "@/components/ui/toast";
import { type Inbox, inboxKeys, updateInbox } from "@/lib/client/inboxes";
import { type PresetName, PRESETS } from "@/lib/inbox/presets";
import { type InboxBehaviour, PRESET_NAMES } from "@/lib/inbox/schemas";
import { BehaviourForm } from "./behaviour-form";

/** How the inbox answers: one of the receivers that are met in the wild, or anything else. */
export function BehaviourPanel({ inbox }: { inbox: Inbox }) {
  const { slug, may, why } = useWorkspace();
  const client = useQueryClient();
  const toast = useToast();
  const set = useMutation({
    mutationFn: (behaviour: InboxBehaviour) => updateInbox(slug, inbox.id, { behaviour }),
    onSuccess: (changed) => {
      client.setQueryData(inboxKeys.detail(slug, inbox.id), changed);
      toast({ tone: "ok", title: "Behaviour set", description: "It counts requests from the start again." });
    },
  });
  const mayWrite = may("inboxes:write");
  const chosen = presetOf(inbox.behaviour);
  return (
    <div className="flex flex-col gap-6">
      {!mayWrite && <Alert tone="info" title={why("inboxes:write")} />}
      {set.isError && <Alert tone="bad" title={set.error.message} />}
      <section aria-labelledby="presets" className="flex flex-col gap-3">
        <h2 id="presets" className="text-base font-semibold">
          Presets
        </h2>
        <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
          {PRESET_NAMES.map((name) => (
            <li key={name}>
              <PresetCard
                name={name}
                isChosen={name === chosen}
                isDisabled={!mayWrite || set.isPending}
                onChoose={() => set.mutate({ preset: name })}
              />
            </li>
          ))}
        </ul>
      </section>
      <BehaviourForm
        key={JSON.stringify(inbox.behaviour)}
        behaviour={inbox.behaviour}
        isDisabled={!mayWrite}
        isPending={set.isPending}
        onSave={(behaviour) => set.mutate(behaviour)}
      />
      <p className="text-[0.8125rem] text-muted">
        One request can be answered otherwise by its URL, such as{" "}
        <code className="font-mono wrap-anywhere">{inbox.url}?status=503&amp;delayMs=2000</code> or{" "}
        <code className="font-mono">?sequence=503,503,200</code>.
      </p>
    </div>
  );
}

function PresetCard({
  name,
  isChosen,
  isDisabled,
  onChoose,
}: {
  name: PresetName;
  isChosen: boolean;
  isDisabled: boolean;
  onChoose: () => void;
}) {
  const { title, description } = PRESETS[name];
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      disabled={isDisabled}
      onClick={onChoose}
      className={clsx(
        "flex h-full w-full cursor-pointer flex-col gap-0.5 rounded-lg border px-4 py-3 text-left disabled:cursor-not-allowed",
        isChosen ? "border-accent bg-accent-soft" : "border-border bg-surface hover:border-control hover:bg-raised",
      )}
    >
      <span className="flex w-full items-center justify-between gap-2 font-medium">
        {title}
        {isChosen && <Check aria-hidden className="size-4 text-accent" />}
      </span>
      <span className="text-[0.8125rem] text-muted">{description}</span>
    </button>
  );
}

function presetOf(behaviour: InboxBehaviour): PresetName | undefined {
  return Object.keys(behaviour).length === 1 ? behaviour.preset : undefined;
}
