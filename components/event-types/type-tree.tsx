"use client";

import clsx from "clsx";
import Link from "next/link";
import { useState } from "react";
import { useLinks } from "@/components/layout/workspace-context";
import { Input } from "@/components/ui/field";
import { groupTypes, searchTypes } from "@/lib/client/event-type-groups";

/** All types by their prefix, to go from one to another. */
export function TypeTree({
  types,
  current,
}: {
  types: readonly { name: string; description: string | null }[];
  current: string;
}) {
  const links = useLinks();
  const [search, setSearch] = useState("");
  const groups = groupTypes(searchTypes(types, search));
  return (
    <nav
      aria-label="Event types"
      className="sticky top-20 hidden max-h-[calc(100dvh-6rem)] flex-col overflow-hidden rounded-lg border border-border bg-surface lg:flex print:hidden"
    >
      <div className="border-b border-border p-2">
        <Input
          type="search"
          aria-label="Find a type"
          placeholder="Find a type"
          className="min-h-8! text-[0.8125rem]"
          value={search}
          onChange={({ target }) => setSearch(target.value)}
        />
      </div>
      <ul className="min-h-0 flex-1 overflow-y-auto p-2">
        {groups.map(({ prefix, types: members }) => (
          <li key={prefix} className="mb-2">
            <p className="flex justify-between gap-2 px-2 py-1 text-[0.8125rem] text-muted">
              <span className="truncate">{prefix}</span>
              <span>{members.length}</span>
            </p>
            <ul>
              {members.map(({ name }) => (
                <li key={name}>
                  <Link
                    href={links.eventType(name)}
                    title={name}
                    aria-current={name === current ? "page" : undefined}
                    className={clsx(
                      "block truncate rounded-md px-2 py-1 text-[0.8125rem] -outline-offset-2 hover:bg-raised",
                      name === current && "bg-accent-soft font-medium text-accent",
                    )}
                  >
                    {name}
                  </Link>
                </li>
              ))}
            </ul>
          </li>
        ))}
        {groups.length === 0 && <li className="px-2 py-3 text-muted">No type has this in its name.</li>}
      </ul>
    </nav>
  );
}
