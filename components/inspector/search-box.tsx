"use client";

import { ChevronDown, ChevronUp, Search } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";

/** Looks for text in what is shown beside it. Enter goes to the next match, Shift+Enter back. */
export function SearchBox({
  label,
  query,
  onQuery,
  count,
  position,
  onMove,
}: {
  label: string;
  query: string;
  onQuery: (query: string) => void;
  count: number;
  /** Index of the match that is shown. */
  position: number;
  onMove: (step: 1 | -1) => void;
}) {
  return (
    <search aria-label={label} className="flex min-w-0 items-center gap-1">
      <span className="relative min-w-0">
        <Search aria-hidden className="pointer-events-none absolute top-2 left-2 size-4 text-muted" />
        <input
          type="search"
          aria-label={label}
          placeholder="Search"
          value={query}
          onChange={(event) => onQuery(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            onMove(event.shiftKey ? -1 : 1);
          }}
          className="min-h-8 w-36 rounded-md border border-control bg-surface pr-2 pl-7 text-[0.8125rem] placeholder:text-muted sm:w-44"
        />
      </span>
      <span aria-live="polite" className="min-w-14 text-[0.8125rem] whitespace-nowrap text-muted">
        {query !== "" && (count === 0 ? "No match" : `${position + 1} of ${count}`)}
      </span>
      {count > 1 && (
        <>
          <IconButton label="Previous match" onClick={() => onMove(-1)}>
            <ChevronUp aria-hidden className="size-4" />
          </IconButton>
          <IconButton label="Next match" onClick={() => onMove(1)}>
            <ChevronDown aria-hidden className="size-4" />
          </IconButton>
        </>
      )}
    </search>
  );
}
