"use client";

import { CircleAlert, Search, X } from "lucide-react";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { formatCounted } from "@/components/values/count";
import {
  countMeant,
  groupTypes,
  isMeant,
  otherPatterns,
  toggleGroup,
  toggleType,
  wildcardOf,
} from "@/lib/client/event-selection";
import type { EventType } from "@/lib/event-types/schemas";
import { OPERATIONAL_EVENT_TYPES } from "@/lib/events/subscription";
import { EventExample } from "./event-example";
import { EventGroup } from "./event-group";

/**
 * Chooses event types from a tree: everything, whole groups, or single types. One stop of the Tab key; inside, the arrow
 * keys move, Left and Right close and open a group, Space chooses.
 */
export function EventPicker({
  types,
  selected,
  error,
  onChange,
}: {
  types: readonly EventType[];
  selected: readonly string[];
  error: string | undefined;
  onChange: (events: string[]) => void;
}) {
  const id = useId();
  const treeRef = useRef<HTMLDivElement>(null);
  const [search, setSearch] = useState("");
  const [active, setActive] = useState("*");
  const [closed, setClosed] = useState<readonly string[]>([]);
  const names = [...types.map(({ name }) => name), ...OPERATIONAL_EVENT_TYPES];
  const groups = groupTypes(names);
  const wanted = search
    .trim()
    .toLowerCase()
    .replace(/\.?\*$/, "");
  const shown = groups
    .map((group) => ({ ...group, types: group.types.filter((type) => matches(type, wanted, types)) }))
    .filter((group) => group.types.length > 0);
  const others = otherPatterns(selected, groups);

  const move = (event: KeyboardEvent) => {
    const boxes = [...(treeRef.current?.querySelectorAll<HTMLElement>("[data-node]") ?? [])];
    const index = boxes.findIndex((box) => box === document.activeElement);
    const box = boxes[index];
    const group = box?.dataset.group;
    const step = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: boxes.length - 1 }[event.key];
    if (step !== undefined) boxes[Math.min(Math.max(step, 0), boxes.length - 1)]?.focus();
    else if (event.key === "ArrowLeft" && group !== undefined) {
      setClosed((before) => [...before.filter((prefix) => prefix !== group), group]);
      boxes.find((other) => other.dataset.node === `${group}.*`)?.focus();
    } else if (event.key === "ArrowRight" && group !== undefined)
      setClosed((before) => before.filter((prefix) => prefix !== group));
    // Enter would send the form.
    else if (event.key === "Enter") box?.click();
    else return;
    event.preventDefault();
  };
  const nodes = ["*", ...shown.flatMap(({ prefix, types: members }) => [`${prefix}.*`, prefix, ...members])];
  const stop = nodes.includes(active) ? active : "*";

  return (
    <fieldset aria-label="Choice of events" className="min-w-0">
      <div className="mb-2 flex flex-wrap items-center justify-between gap-2">
        <label id={`${id}-label`} htmlFor={`${id}-search`} className="font-medium">
          Events
        </label>
        <p aria-live="polite" className="text-[0.8125rem] text-muted">
          {selected.includes("*")
            ? "All events"
            : `${countMeant(selected, names)} of ${formatCounted(names.length, "type")}`}
        </p>
      </div>
      <div className="grid overflow-hidden rounded-lg border border-control xl:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
        <div className="min-w-0">
          <div className="relative border-b border-border">
            <Search aria-hidden className="absolute top-3 left-3 size-4 text-muted" />
            <Input
              id={`${id}-search`}
              name="events"
              type="search"
              aria-invalid={error === undefined ? undefined : true}
              aria-describedby={error === undefined ? undefined : `${id}-error`}
              autoComplete="off"
              spellCheck={false}
              className="rounded-none border-0 pl-9 focus-visible:-outline-offset-2"
              placeholder="Search types"
              value={search}
              onChange={({ target }) => setSearch(target.value)}
              onKeyDown={(event) => {
                if (event.key === "Enter") event.preventDefault();
                if (event.key !== "ArrowDown") return;
                event.preventDefault();
                treeRef.current?.querySelector<HTMLElement>("[data-node]")?.focus();
              }}
            />
          </div>
          <div
            ref={treeRef}
            role="toolbar"
            tabIndex={-1}
            aria-orientation="vertical"
            aria-label="Event types"
            onKeyDown={move}
            onFocus={({ target }) => setActive(target.dataset.node ?? active)}
            className="h-80 overflow-y-auto p-1.5"
          >
            {wanted === "" && (
              <label
                htmlFor={`${id}-all`}
                className="flex min-h-8 cursor-pointer items-center gap-2.5 rounded-md px-2 hover:bg-raised"
              >
                <Checkbox
                  id={`${id}-all`}
                  data-node="*"
                  tabIndex={stop === "*" ? 0 : -1}
                  aria-label="All events"
                  checked={selected.includes("*")}
                  onCheckedChange={(checked) =>
                    onChange(
                      checked
                        ? ["*", ...selected.filter((pattern) => pattern.startsWith("webhook."))]
                        : selected.filter((pattern) => pattern !== "*"),
                    )
                  }
                />
                <span className="font-medium">All events</span>
                <code className="ml-auto font-mono text-[0.8125rem] text-muted">*</code>
              </label>
            )}
            {shown.map((group) => (
              <EventGroup
                key={group.prefix}
                group={groups.find(({ prefix }) => prefix === group.prefix) ?? group}
                shown={group.types}
                selected={selected}
                stop={wanted !== "" && stop === "*" && group === shown[0] ? wildcardOf(group) : stop}
                isOpen={wanted !== "" || !closed.includes(group.prefix)}
                onOpen={(open) =>
                  setClosed((before) =>
                    open ? before.filter((prefix) => prefix !== group.prefix) : [...before, group.prefix],
                  )
                }
                onGroup={(whole) => onChange(toggleGroup(selected, whole, groups))}
                onType={(type) => onChange(toggleType(selected, type, groups))}
                onPoint={setActive}
              />
            ))}
            {shown.length === 0 && <p className="px-2 py-6 text-center text-muted">No type matches “{search}”.</p>}
          </div>
        </div>
        <EventExample
          type={types.find(({ name }) => name === active)}
          name={active}
          isSelected={isMeant(selected, active)}
        />
      </div>
      {others.length > 0 && (
        <ul aria-label="Other patterns" className="mt-2 flex flex-wrap gap-2">
          {others.map((pattern) => (
            <li key={pattern} className="inline-flex items-center rounded-md border border-border pl-1">
              <Badge tone="neutral">{pattern}</Badge>
              <IconButton
                label={`Remove ${pattern}`}
                onClick={() => onChange(selected.filter((other) => other !== pattern))}
              >
                <X aria-hidden className="size-4" />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      {error !== undefined && (
        <p id={`${id}-error`} className="mt-2 flex items-start gap-1.5 text-[0.8125rem] text-bad">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span>Events {error}</span>
        </p>
      )}
    </fieldset>
  );
}

function matches(type: string, wanted: string, types: readonly EventType[]): boolean {
  if (wanted === "" || type.includes(wanted)) return true;
  const description = types.find(({ name }) => name === type)?.description ?? "";
  return description.toLowerCase().includes(wanted);
}
