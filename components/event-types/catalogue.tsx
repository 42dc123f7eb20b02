"use client";

import { useQuery } from "@tanstack/react-query";
import { ListTree, Plus, Printer } from "lucide-react";
import Link from "next/link";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useId, useRef } from "react";
import { PageHeading } from "@/components/layout/page-heading";
import { useShortcut } from "@/components/layout/shortcuts";
import { useLinks, useWorkspace } from "@/components/layout/workspace-context";
import { Button, buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Input } from "@/components/ui/field";
import { ProblemCard } from "@/components/ui/problem-card";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import { formatCounted } from "@/components/values/count";
import { groupTypes, searchTypes } from "@/lib/client/event-type-groups";
import { type Catalogue as CatalogueData, catalogueQuery, EVENT_TYPES_MAX } from "@/lib/client/event-types";
import { FullType } from "./full-type";
import type { OperationalType } from "./own-types";
import { type ListedType, TypeGroup } from "./type-group";
import { useVolumes } from "./use-volumes";

const catalogueParams = {
  q: parseAsString.withDefault(""),
  view: parseAsStringLiteral(["list", "full"]).withDefault("list"),
};

/** The catalogue of a workspace: what can be sent, to be searched, read and printed. */
export function Catalogue({ operational }: { operational: readonly OperationalType[] }) {
  const { slug, name, may } = useWorkspace();
  const links = useLinks();
  const { data, error, isFetching, refetch } = useQuery(catalogueQuery(slug));
  return (
    <>
      <PageHeading
        title="Event types"
        actions={
          may("event-types:write") && (
            <Link href={links.newEventType} className={`${buttonClass()} print:hidden`}>
              <Plus aria-hidden className="size-4" />
              New event type
            </Link>
          )
        }
      >
        <p>
          What can be sent in <bdi>{name}</bdi>
          {data !== undefined && `: ${formatCounted(data.types.length, "type")}`}.
        </p>
      </PageHeading>
      {error !== null && <ProblemCard error={error} busy={isFetching} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton className="h-96" />}
      {data !== undefined && <Types data={data} operational={operational} />}
    </>
  );
}

function Types({ data, operational }: { data: CatalogueData; operational: readonly OperationalType[] }) {
  const [{ q, view }, setParams] = useQueryStates(catalogueParams);
  const all: ListedType[] = [...data.types, ...operational.map((type) => ({ ...type, own: true }))];
  const found = searchTypes(all, q);
  const groups = groupTypes(found);
  const volumes = useVolumes(all.map(({ name }) => name));
  return (
    <>
      <div className="flex flex-wrap items-center gap-3 print:hidden">
        <CatalogueSearch value={q} onChange={(next) => void setParams({ q: next === "" ? null : next })} />
        <Segmented
          label="How much of each type"
          value={view}
          options={[
            { value: "list", label: "List" },
            { value: "full", label: "With fields" },
          ]}
          onChange={(next) => void setParams({ view: next })}
        />
        {view === "full" && (
          <Button size="sm" variant="secondary" className="min-h-9!" onClick={() => window.print()}>
            <Printer aria-hidden className="size-4" />
            Print
          </Button>
        )}
        <span aria-live="polite" className="text-[0.8125rem] text-muted">
          {q !== "" && `${formatCounted(found.length, "type")} found`}
        </span>
      </div>
      {!data.isComplete && <p className="text-muted">Only the newest {EVENT_TYPES_MAX} types are listed.</p>}
      {groups.length === 0 && (
        <div className="rounded-lg border border-border bg-surface">
          <EmptyState
            icon={<ListTree className="size-5" />}
            title="No type has this in its name or description"
            actions={
              <Button variant="secondary" onClick={() => void setParams({ q: null })}>
                Show all types
              </Button>
            }
          />
        </div>
      )}
      {view === "list"
        ? groups.map((group) => <TypeGroup key={group.prefix} group={group} volumes={volumes} />)
        : found.toSorted((a, b) => (a.name < b.name ? -1 : 1)).map((type) => <FullType key={type.name} type={type} />)}
    </>
  );
}

function CatalogueSearch({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  useShortcut("/", "Search event types", () => field.current?.focus());
  return (
    <search className="w-full sm:w-72">
      <label htmlFor={id} className="sr-only">
        Search event types
      </label>
      <Input
        ref={field}
        id={id}
        type="search"
        placeholder="Name or description"
        className="min-h-9! text-[0.8125rem]"
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    </search>
  );
}
