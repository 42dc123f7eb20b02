"use client";

import { useState } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { CopyIcon } from "@/components/ui/copy-icon";
import { noteOf } from "./header-notes";

const FILTER_FROM = 5;

/** Headers in the order they had on the wire, repeated names and all. */
export function HeaderTable({ label, headers }: { label: string; headers: readonly (readonly [string, string])[] }) {
  const [filter, setFilter] = useState("");
  const wanted = filter.trim().toLowerCase();
  const shown = headers
    .map(([name, value], index) => ({ name, value, index }))
    .filter(({ name, value }) => `${name}: ${value}`.toLowerCase().includes(wanted));
  const all = headers.map(([name, value]) => `${name}: ${value}`).join("\n");
  return (
    <section aria-label={label} className="min-w-0 overflow-hidden rounded-lg border border-border print:border-0">
      <div className="flex flex-wrap items-center gap-3 border-b border-border bg-raised px-3 py-1.5">
        <h4 className="text-[0.8125rem] font-medium">
          {label} <span className="font-normal text-muted">({headers.length})</span>
        </h4>
        <div className="ml-auto flex items-center gap-2 print:hidden">
          {headers.length >= FILTER_FROM && (
            <input
              type="search"
              aria-label={`Filter ${label.toLowerCase()}`}
              placeholder="Filter"
              value={filter}
              onChange={(event) => setFilter(event.target.value)}
              className="min-h-8 w-32 rounded-md border border-control bg-surface px-2 text-[0.8125rem] placeholder:text-muted sm:w-44"
            />
          )}
          {headers.length > 0 && <CopyButton text={all} label={`Copy all ${label.toLowerCase()}`} />}
        </div>
      </div>
      {shown.length === 0 ? (
        <p className="px-3 py-3 text-muted">
          {headers.length === 0 ? "None." : `No header contains “${filter.trim()}”.`}
        </p>
      ) : (
        <dl className="max-h-96 divide-y divide-border overflow-y-auto text-[0.8125rem] print:max-h-none">
          {shown.map(({ name, value, index }) => {
            const note = noteOf(name, value);
            return (
              <div key={index} className="group grid gap-x-4 px-3 py-1.5 sm:grid-cols-[minmax(9rem,15rem)_1fr]">
                <dt className="font-mono font-medium wrap-anywhere">{name}</dt>
                <dd className="flex min-w-0 items-start gap-1">
                  <div className="min-w-0 flex-1">
                    <span className="font-mono wrap-anywhere whitespace-pre-wrap">{value}</span>
                    {note !== undefined && <p className="text-muted">{note}</p>}
                  </div>
                  <span className="print:hidden">
                    <CopyIcon text={value} label={`Copy value of ${name}`} />
                  </span>
                </dd>
              </div>
            );
          })}
        </dl>
      )}
    </section>
  );
}
