"use client";

import { CircleHelp, Search, X } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import { useDebouncedCallback } from "use-debounce";
import { useShortcut } from "@/components/layout/shortcuts";
import { IconButton } from "@/components/ui/icon-button";
import { Popover } from "@/components/ui/popover";

const SETTLED_MS = 400;
const LENGTH_MAX = 200;

/** Searches payloads, or finds a pasted id. The address follows once the typing rests. */
export function SearchField({ value, onChange }: { value: string; onChange: (value: string | null) => void }) {
  const id = useId();
  const ref = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  // Somebody else changed it: Back, a chip, Clear all.
  if (value !== known) {
    setKnown(value);
    if (value !== typed.trim()) setTyped(value);
  }
  const settle = useDebouncedCallback((text: string) => onChange(text.trim() === "" ? null : text.trim()), SETTLED_MS);
  useEffect(() => () => settle.flush(), [settle]);
  useShortcut("/", "Search deliveries", () => ref.current?.focus());
  const change = (text: string) => {
    setTyped(text);
    settle(text);
  };
  return (
    <div className="flex min-w-0 grow basis-64 items-center gap-0.5 rounded-lg border border-control bg-surface pr-0.5 pl-2.5 focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent">
      <Search aria-hidden className="size-4 shrink-0 text-muted" />
      <label htmlFor={id} className="sr-only">
        Search payloads or paste an id
      </label>
      <input
        ref={ref}
        id={id}
        type="search"
        dir="auto"
        autoComplete="off"
        spellCheck={false}
        maxLength={LENGTH_MAX}
        placeholder="Search payloads or paste an id"
        value={typed}
        onChange={({ target }) => change(target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") settle.flush();
          if (event.key === "Escape") event.currentTarget.blur();
        }}
        className="min-h-8 min-w-0 flex-1 bg-transparent px-1.5 outline-none placeholder:text-muted [&::-webkit-search-cancel-button]:hidden"
      />
      {typed !== "" && (
        <IconButton label="Clear the search" className="size-7" onClick={() => (change(""), settle.flush())}>
          <X aria-hidden className="size-4" />
        </IconButton>
      )}
      <Popover
        label="How to search"
        align="end"
        trigger={
          <IconButton label="How to search" className="size-7">
            <CircleHelp aria-hidden className="size-4" />
          </IconButton>
        }
      >
        <dl className="flex flex-col gap-2 text-[0.8125rem]">
          {HELP.map(([what, example, means]) => (
            <div key={what}>
              <dt className="font-medium">{what}</dt>
              <dd className="text-muted">
                <code className="rounded-sm bg-raised px-1 font-mono text-foreground">{example}</code> {means}
              </dd>
            </div>
          ))}
        </dl>
      </Popover>
    </div>
  );
}

const HELP = [
  ["Text", "jane@example.com", "finds it anywhere in a payload; upper and lower case are the same"],
  ["A value at a path", "data.customer.id:123", "finds exactly this value, written as JSON writes it"],
  ["An id", "dlv_… evt_… wh_…", "finds the delivery, the event's deliveries or the endpoint's deliveries"],
] as const;
