"use client";

import { useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { Command } from "cmdk";
import { Check, ChevronDown } from "lucide-react";
import { useState } from "react";
import { useWorkspace } from "@/components/layout/workspace-context";
import { buttonClass } from "@/components/ui/button";
import { Popover } from "@/components/ui/popover";
import { groupTypes } from "@/lib/client/event-type-groups";
import { catalogueQuery } from "@/lib/client/event-types";

const ITEM =
  "flex min-h-8 cursor-pointer items-center gap-2 rounded-md px-2 data-[selected=true]:bg-raised aria-disabled:opacity-60";

/** Types and prefixes to narrow a list by; any of the chosen ones will do. */
export function TypeFilter({ value, onChange }: { value: readonly string[]; onChange: (value: string[]) => void }) {
  const { slug } = useWorkspace();
  const [isOpen, setOpen] = useState(false);
  const { data } = useQuery({ ...catalogueQuery(slug), enabled: isOpen });
  const groups = groupTypes(data?.types ?? []);
  const toggle = (name: string) =>
    onChange(value.includes(name) ? value.filter((each) => each !== name) : [...value, name]);
  const label = value.length === 0 ? "Type" : value.length === 1 ? value[0] : `${value.length} types`;
  return (
    <Popover
      label="Event types"
      open={isOpen}
      onOpenChange={setOpen}
      className="p-0"
      trigger={
        <button type="button" className={clsx(buttonClass({ variant: "secondary", size: "sm" }), "min-h-9!")}>
          <span className="max-w-48 truncate">{label}</span>
          <ChevronDown aria-hidden className="size-4 text-muted" />
        </button>
      }
    >
      <Command label="Event types" loop>
        <Command.Input
          placeholder="Find a type"
          className="min-h-10 w-full rounded-t-lg border-b border-border bg-transparent px-3 -outline-offset-2 placeholder:text-muted"
        />
        <Command.List className="max-h-80 overflow-y-auto p-1">
          <Command.Empty className="px-2 py-4 text-center text-muted">No type has this in its name.</Command.Empty>
          {groups.map(({ prefix, types }) => (
            <Command.Group
              key={prefix}
              heading={prefix}
              className="**:[[cmdk-group-heading]]:px-2 **:[[cmdk-group-heading]]:pt-2 **:[[cmdk-group-heading]]:pb-1 **:[[cmdk-group-heading]]:text-[0.8125rem] **:[[cmdk-group-heading]]:text-muted"
            >
              {[`${prefix}.*`, ...types.map(({ name }) => name)].map((name) => (
                <Command.Item key={name} value={name} onSelect={() => toggle(name)} className={ITEM}>
                  <Check aria-hidden className={value.includes(name) ? "size-4 text-accent" : "size-4 opacity-0"} />
                  <span className="min-w-0 flex-1 truncate">{name}</span>
                  {value.includes(name) && <span className="sr-only">chosen</span>}
                </Command.Item>
              ))}
            </Command.Group>
          ))}
        </Command.List>
      </Command>
    </Popover>
  );
}
