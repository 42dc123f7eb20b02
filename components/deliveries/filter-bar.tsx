"use client";

import dynamic from "next/dynamic";
import { ListFilter, X } from "lucide-react";
import { useState } from "react";
import { useShortcut } from "@/components/layout/shortcuts";
import { Button, buttonClass } from "@/components/ui/button";
import { Popover } from "@/components/ui/popover";
import { Skeleton } from "@/components/ui/skeleton";
import { FILTER_NAMES, type FilterName, valueWords } from "@/lib/client/filter-words";
import { RangePicker } from "./range-picker";
import { SearchField } from "./search-field";
import type { DeliveryFilterState } from "./use-delivery-filter";
import { useNames } from "./use-names";

const FilterEditor = dynamic(() => import("./filter-editor").then((module) => module.FilterEditor), {
  loading: () => <Skeleton className="h-40" />,
});

/** What stands in the menu: a search has a field of its own, a bulk job is only ever linked to. */
const MENU = (Object.keys(FILTER_NAMES) as FilterName[]).filter((name) => name !== "q" && name !== "job");

/** The filter of the list: what it is, and how to change it. */
export function FilterBar({
  filter,
  fixedWebhook,
  around,
}: {
  filter: DeliveryFilterState;
  fixedWebhook: boolean;
  around: string | undefined;
}) {
  const { params, active, set, clear, hasSpan } = filter;
  const chips = active.filter((name) => name !== "q");
  const nameOf = useNames(params.project !== null || (params.webhook !== null && !fixedWebhook));
  const clearAll = (
    <Button size="sm" variant="ghost" onClick={clear}>
      Clear all
    </Button>
  );
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <SearchField value={params.q ?? ""} onChange={(q) => set({ q })} />
        <RangePicker filter={filter} around={around} />
        <AddFilter filter={filter} names={MENU.filter((name) => !(name === "webhook" && fixedWebhook))} />
        {chips.length === 0 && (active.length > 0 || hasSpan) && clearAll}
      </div>
      {chips.length > 0 && (
        <ul aria-label="Filters" className="flex flex-wrap items-center gap-2">
          {chips.map((name) => (
            <FilterChip key={name} name={name} words={valueWords(name, params, nameOf)} filter={filter} />
          ))}
          <li>{clearAll}</li>
        </ul>
      )}
    </div>
  );
}

function FilterChip({ name, words, filter }: { name: FilterName; words: string; filter: DeliveryFilterState }) {
  const [isOpen, setOpen] = useState(false);
  const label = FILTER_NAMES[name];
  return (
    <li className="flex max-w-full items-stretch rounded-md border border-control bg-surface text-[0.8125rem]">
      <Popover
        label={`Change ${label}`}
        open={isOpen}
        onOpenChange={setOpen}
        className="p-1.5"
        trigger={
          <button
            type="button"
            className="flex min-h-7 min-w-0 cursor-pointer items-center gap-1 rounded-l-md px-2 hover:bg-raised"
          >
            <span className="text-muted">{label}</span>
            <bdi className="max-w-72 truncate font-medium" title={words}>
              {words}
            </bdi>
          </button>
        }
      >
        <FilterEditor name={name} filter={filter} onDone={() => setOpen(false)} />
      </Popover>
      <button
        type="button"
        aria-label={`Remove the filter ${label}`}
        onClick={() => filter.set({ [name]: null })}
        className="grid min-w-7 cursor-pointer place-items-center rounded-r-md border-l border-border text-muted hover:bg-raised hover:text-foreground"
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </li>
  );
}

function AddFilter({ filter, names }: { filter: DeliveryFilterState; names: FilterName[] }) {
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState<FilterName | null>(null);
  const change = (open: boolean) => {
    setOpen(open);
    setName(null);
  };
  useShortcut("f", "Add a filter", () => change(true));
  return (
    <Popover
      label={name === null ? "Add a filter" : `Filter by ${FILTER_NAMES[name]}`}
      align="end"
      open={isOpen}
      onOpenChange={change}
      className="p-1.5"
      trigger={
        <button type="button" className={buttonClass({ variant: "secondary", size: "sm" })}>
          <ListFilter aria-hidden className="size-4" />
          Filter
        </button>
      }
    >
      {name === null ? (
        <ul className="flex flex-col">
          {names.map((each) => (
            <li key={each}>
              <button
                type="button"
                onClick={() => setName(each)}
                className="flex min-h-8 w-full cursor-pointer items-center rounded-md px-2.5 text-left hover:bg-raised"
              >
                {FILTER_NAMES[each]}
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <FilterEditor name={name} filter={filter} onDone={() => change(false)} />
      )}
    </Popover>
  );
}
