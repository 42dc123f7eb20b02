"use client";

import clsx from "clsx";
import { Command } from "cmdk";
import { Check, ChevronsUpDown } from "lucide-react";
import { useId, useState } from "react";
import { Popover } from "@/components/ui/popover";
import { groupTypes } from "@/lib/client/event-type-groups";
import type { EventType } from "@/lib/event-types/schemas";

/** Chooses one type of the catalogue by a part of its name or description. */
export function TypeCombobox({
  types,
  value,
  error,
  onChange,
}: {
  types: readonly EventType[];
  value: string | undefined;
  error: string | undefined;
  onChange: (type: EventType) => void;
}) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const chosen = types.find(({ name }) => name === value);
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <span id={id} className="font-medium">
        Event type
      </span>
      <Popover
        label="Event types"
        open={isOpen}
        onOpenChange={setOpen}
        className="w-(--radix-popover-trigger-width) min-w-72 p-0"
        trigger={
          <button
            type="button"
            aria-labelledby={`${id} ${id}-value`}
            aria-describedby={error === undefined ? undefined : `${id}-error`}
            className={clsx(
              "flex min-h-10 w-full cursor-pointer items-center gap-2 rounded-lg border bg-surface px-3 py-1.5 text-left",
              error === undefined ? "border-control" : "border-bad",
            )}
          >
            <span id={`${id}-value`} className="min-w-0 flex-1">
              <span className={clsx("block truncate", value === undefined ? "text-muted" : "font-medium")}>
                {value ?? "Choose a type"}
              </span>
              {chosen?.description != null && (
                <span className="block truncate text-[0.8125rem] text-muted">{chosen.description}</span>
              )}
            </span>
            <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-muted" />
          </button>
        }
      >
        <Command label="Event types" loop defaultValue={value}>
          <Command.Input
            placeholder="Find a type"
            className="min-h-10 w-full rounded-t-lg border-b border-border bg-transparent px-3 -outline-offset-2 placeholder:text-muted"
          />
          <Command.List className="max-h-80 overflow-y-auto p-1">
            <Command.Empty className="px-2 py-4 text-center text-muted">No type has this in its name.</Command.Empty>
            {groupTypes(types).map(({ prefix, types: members }) => (
              <Command.Group
                key={prefix}
                heading={prefix}
                className="**:[[cmdk-group-heading]]:px-2 **:[[cmdk-group-heading]]:pt-2 **:[[cmdk-group-heading]]:pb-1 **:[[cmdk-group-heading]]:text-[0.8125rem] **:[[cmdk-group-heading]]:text-muted"
              >
                {members.map((type) => (
                  <Command.Item
                    key={type.name}
                    value={type.name}
                    keywords={type.description === null ? [] : [type.description]}
                    onSelect={() => {
                      onChange(type);
                      setOpen(false);
                    }}
                    className="flex min-h-9 cursor-pointer items-start gap-2 rounded-md px-2 py-1 data-[selected=true]:bg-raised"
                  >
                    <Check
                      aria-hidden
                      className={clsx("mt-0.5 size-4 shrink-0 text-accent", type.name !== value && "opacity-0")}
                    />
                    <span className="min-w-0">
                      <span className="block truncate">{type.name}</span>
                      {type.description !== null && (
                        <span className="block truncate text-[0.8125rem] text-muted">{type.description}</span>
                      )}
                    </span>
                  </Command.Item>
                ))}
              </Command.Group>
            ))}
          </Command.List>
        </Command>
      </Popover>
      {error !== undefined && (
        <p id={`${id}-error`} className="text-[0.8125rem] text-bad">
          Event type {error}
        </p>
      )}
    </div>
  );
}
