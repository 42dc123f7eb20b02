"use client";

import clsx from "clsx";
import { Command } from "cmdk";
import { Check } from "lucide-react";
import { useState } from "react";
import { useFirstFocus } from "./use-first-focus";
import { Skeleton } from "@/components/ui/skeleton";

export type Choice = { value: string; label: string; hint?: string };

const ITEM =
  "flex min-h-8 cursor-pointer items-center gap-2 rounded-md px-2 py-1 data-[selected=true]:bg-raised aria-disabled:opacity-60";

/** Several of a list, found by typing. With `custom`, what was typed and fits it can be chosen too. */
export function ChoiceList({
  label,
  choices,
  selected,
  onToggle,
  custom,
}: {
  label: string;
  choices: readonly Choice[] | undefined;
  selected: readonly string[];
  onToggle: (value: string) => void;
  custom?: RegExp | undefined;
}) {
  const first = useFirstFocus();
  const [typed, setTyped] = useState("");
  const text = typed.trim();
  const isCustom = custom?.test(text) === true && choices?.some(({ value }) => value === text) === false;
  return (
    <Command label={label} loop className="flex flex-col gap-1">
      <Command.Input
        ref={first}
        value={typed}
        onValueChange={setTyped}
        placeholder={custom === undefined ? `Find ${label.toLowerCase()}` : `${label}: find or type one`}
        className="min-h-9 rounded-md border border-control bg-surface px-2.5 placeholder:text-muted"
      />
      {choices === undefined ? (
        <Skeleton className="h-32" />
      ) : (
        <Command.List label={label} className="max-h-72 overflow-y-auto">
          <Command.Empty className="px-2 py-3 text-muted">Nothing of that name.</Command.Empty>
          {isCustom && (
            <Command.Item value={text} forceMount onSelect={() => (onToggle(text), setTyped(""))} className={ITEM}>
              <span className="size-4" />
              Use <code className="font-mono">{text}</code>
            </Command.Item>
          )}
          {choices.map(({ value, label: name, hint }) => {
            const isOn = selected.includes(value);
            return (
              <Command.Item
                key={value}
                value={value}
                keywords={[name, hint ?? ""]}
                onSelect={() => onToggle(value)}
                data-checked={isOn}
                className={ITEM}
              >
                <span
                  aria-hidden
                  className={clsx(
                    "grid size-4 shrink-0 place-items-center rounded-sm border",
                    isOn ? "border-accent bg-accent text-on-accent" : "border-control",
                  )}
                >
                  {isOn && <Check className="size-3" />}
                </span>
                <span className="min-w-0">
                  <bdi className="block truncate">{name}</bdi>
                  {hint !== undefined && <span className="block truncate text-[0.75rem] text-muted">{hint}</span>}
                </span>
                {isOn && <span className="sr-only">, chosen</span>}
              </Command.Item>
            );
          })}
        </Command.List>
      )}
    </Command>
  );
}
