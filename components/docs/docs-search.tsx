"use client";

import { Search } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useId, useMemo, useRef, useState } from "react";
import { useShortcut } from "@/components/layout/shortcuts";
import { type DocsEntry, searchDocs } from "@/lib/client/docs";

/** Finds pages, parts of pages, causes and calls. What it finds stands below as links; Enter takes the first. */
export function DocsSearch({ entries }: { entries: readonly DocsEntry[] }) {
  const id = useId();
  const router = useRouter();
  const field = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState("");
  const found = useMemo(() => searchDocs(entries, query), [entries, query]);
  const isAsked = query.trim() !== "";
  useShortcut("/", "Search the docs", () => field.current?.focus());

  return (
    <search className="relative">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const [first] = found;
          if (first === undefined) return;
          setQuery("");
          router.push(first.href);
        }}
      >
        <label htmlFor={id} className="sr-only">
          Search the docs
        </label>
        <Search aria-hidden className="pointer-events-none absolute top-3 left-3 size-4 text-muted" />
        <input
          ref={field}
          id={id}
          type="search"
          value={query}
          onChange={({ target }) => setQuery(target.value)}
          onKeyDown={({ key }) => key === "Escape" && setQuery("")}
          placeholder="Search the docs"
          autoComplete="off"
          aria-controls={`${id}-found`}
          className="h-10 w-full rounded-md border border-control bg-surface pr-3 pl-9 placeholder:text-muted"
        />
      </form>
      <output className="sr-only">{isAsked && `${found.length} found`}</output>
      <div
        id={`${id}-found`}
        hidden={!isAsked}
        className="absolute inset-x-0 top-11 z-20 max-h-96 overflow-y-auto rounded-lg border border-border bg-surface p-1 shadow-lg lg:right-auto lg:w-96"
      >
        {found.length === 0 ? (
          <p className="px-3 py-2 text-muted">Nothing about “{query}”. Try a word of an error or of an address.</p>
        ) : (
          <ul>
            {found.map(({ title, page, href }) => (
              <li key={href}>
                <Link
                  href={href}
                  onClick={() => setQuery("")}
                  className="block rounded-md px-3 py-1.5 hover:bg-raised focus-visible:bg-raised"
                >
                  <span className="block wrap-anywhere">{title}</span>
                  <span className="block text-[0.8125rem] text-muted">{page}</span>
                </Link>
              </li>
            ))}
          </ul>
        )}
      </div>
    </search>
  );
}
