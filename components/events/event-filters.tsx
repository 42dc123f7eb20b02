"use client";

import { useQuery } from "@tanstack/react-query";
import { Search, X } from "lucide-react";
import { useQueryStates } from "nuqs";
import { useId, useRef } from "react";
import { useShortcut } from "@/components/layout/shortcuts";
import { useWorkspace } from "@/components/layout/workspace-context";
import { Button } from "@/components/ui/button";
import { Input, Select } from "@/components/ui/field";
import { Time } from "@/components/values/time";
import { eventParams, hasEventFilter } from "@/lib/client/event-params";
import { DEFAULT_RANGE, RANGE_WORDS, RANGES } from "@/lib/client/range";
import { projectsQuery } from "@/lib/client/webhooks";
import { SearchHelp } from "./search-help";
import { TypeFilter } from "./type-filter";

const SELECT = "min-h-9! w-auto max-w-40 px-2! text-[0.8125rem] sm:max-w-48";

/** What the list of events is narrowed by. The address is the only place where it is kept. */
export function EventFilters() {
  const [params, setParams] = useQueryStates(eventParams);
  const { type, test, q } = params;
  return (
    <search aria-label="Filter events" className="flex flex-wrap items-center gap-2">
      <PayloadSearch
        key={q ?? ""}
        value={q ?? ""}
        onSearch={(next) => void setParams({ q: next === "" ? null : next })}
      />
      <TypeFilter value={type ?? []} onChange={(next) => void setParams({ type: next.length === 0 ? null : next })} />
      <Select
        aria-label="Tests"
        className={SELECT}
        value={test === null ? "" : String(test)}
        onChange={({ target }) => void setParams({ test: target.value === "" ? null : target.value === "true" })}
      >
        <option value="">With tests</option>
        <option value="false">Without tests</option>
        <option value="true">Tests only</option>
      </Select>
      <ProjectSelect />
      <RangeSelect />
      {hasEventFilter(params) && (
        <Button
          size="sm"
          variant="ghost"
          className="min-h-9!"
          onClick={() => void setParams({ type: null, test: null, project: null, q: null })}
        >
          <X aria-hidden className="size-4" />
          Clear all
        </Button>
      )}
    </search>
  );
}

function PayloadSearch({ value, onSearch }: { value: string; onSearch: (text: string) => void }) {
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  useShortcut("/", "Search events", () => field.current?.focus());
  return (
    <form
      className="relative flex w-full items-center gap-1 sm:w-80"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(field.current?.value.trim() ?? "");
      }}
    >
      <label htmlFor={id} className="sr-only">
        Search ids and payloads
      </label>
      <Search aria-hidden className="pointer-events-none absolute left-2.5 size-4 text-muted" />
      <Input
        ref={field}
        id={id}
        type="search"
        maxLength={200}
        defaultValue={value}
        placeholder="Id, text, or data.customer.id:123"
        className="min-h-9! pl-8! text-[0.8125rem]"
        onChange={({ target }) => target.value === "" && value !== "" && onSearch("")}
      />
      <SearchHelp />
    </form>
  );
}

function ProjectSelect() {
  const { slug } = useWorkspace();
  const [{ project }, setParams] = useQueryStates(eventParams);
  const { data } = useQuery(projectsQuery(slug));
  const projects = data?.data ?? [];
  if (projects.length === 0 && project === null) return null;
  return (
    <Select
      aria-label="Project"
      className={SELECT}
      value={project ?? ""}
      onChange={({ target }) => void setParams({ project: target.value === "" ? null : target.value })}
    >
      <option value="">All projects</option>
      {projects.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
      {project !== null && !projects.some(({ id }) => id === project) && <option value={project}>{project}</option>}
    </Select>
  );
}

function RangeSelect() {
  const [{ range, from, to }, setParams] = useQueryStates(eventParams);
  if (from !== null || to !== null)
    return (
      <span className="inline-flex min-h-9 items-center gap-1.5 rounded-lg border border-control bg-surface pl-3 text-[0.8125rem]">
        {from === null ? "Beginning" : <Time iso={from.toISOString()} />} –{" "}
        {to === null ? "now" : <Time iso={to.toISOString()} />}
        <button
          type="button"
          aria-label="Remove the span of time"
          className="grid size-8 cursor-pointer place-items-center rounded-lg text-muted hover:text-foreground"
          onClick={() => void setParams({ from: null, to: null })}
        >
          <X aria-hidden className="size-4" />
        </button>
      </span>
    );
  return (
    <Select
      aria-label="Span of time"
      className={SELECT}
      value={range ?? DEFAULT_RANGE}
      onChange={({ target }) => void setParams({ range: RANGES.find((each) => each === target.value) ?? null })}
    >
      {RANGES.map((each) => (
        <option key={each} value={each}>
          {RANGE_WORDS[each]}
        </option>
      ))}
    </Select>
  );
}
