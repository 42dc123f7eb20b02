"use client";

import Link from "next/link";
import { useId, useState } from "react";

export type ApiCallLink = { href: string; method: string; path: string; summary: string; group: string };

/** All calls in a list that a field narrows down. */
export function ApiCallFilter({ calls }: { calls: readonly ApiCallLink[] }) {
  const id = useId();
  const [query, setQuery] = useState("");
  const words = query.toLowerCase().split(/\s+/);
  const shown = calls.filter(({ method, path, summary, group }) => {
    const text = `${method} ${path} ${summary} ${group}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const groups = [...new Set(shown.map(({ group }) => group))];
  return (
    <div className="grid grid-cols-1 gap-4">
      <div className="grid grid-cols-1 gap-1.5 print:hidden">
        <label htmlFor={id} className="font-medium">
          Filter calls
        </label>
        <input
          id={id}
          type="search"
          value={query}
          onChange={({ target }) => setQuery(target.value)}
          placeholder="retry, POST, /api/events …"
          autoComplete="off"
          className="h-10 w-full max-w-md rounded-md border border-control bg-surface px-3 placeholder:text-muted"
        />
        <output className="text-[0.8125rem] text-muted">
          {shown.length === calls.length ? `${calls.length} calls` : `${shown.length} of ${calls.length} calls`}
        </output>
      </div>
      {groups.map((group) => (
        <div key={group} className="grid grid-cols-1 gap-1.5">
          <h3 className="font-medium">{group}</h3>
          <ul className="divide-y divide-border rounded-lg border border-border bg-surface">
            {shown
              .filter((call) => call.group === group)
              .map(({ href, method, path, summary }) => (
                <li key={href}>
                  <Link
                    href={href}
                    className="grid grid-cols-1 gap-x-4 px-3 py-2 first:rounded-t-lg last:rounded-b-lg hover:bg-raised focus-visible:-outline-offset-2 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]"
                  >
                    <span className="font-mono text-[0.8125rem] wrap-anywhere">
                      <span className="font-semibold">{method}</span> {path}
                    </span>
                    <span className="text-muted">{summary}</span>
                  </Link>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </div>
  );
}
