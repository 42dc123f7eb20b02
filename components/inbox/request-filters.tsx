"use client";

import { Search } from "lucide-react";
import { useQueryStates } from "nuqs";
import { useEffect, useRef, useState } from "react";
import { useDebouncedCallback } from "use-debounce";
import { useShortcut } from "@/components/layout/shortcuts";
import { Input, Select } from "@/components/ui/field";
import { inboxParams } from "@/lib/client/inbox-params";
import { INBOX_VERDICTS } from "@/lib/inbox/constants";
import { VERDICT_WORDS } from "./signature-badge";

const DEBOUNCE_MS = 300;

/** What the list is narrowed by; kept in the address. */
export function RequestFilters() {
  const [{ q, verdict }, setParams] = useQueryStates(inboxParams);
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(q ?? "");
  const search = useDebouncedCallback(
    (text: string) => void setParams({ q: text.trim() === "" ? null : text.trim() }),
    DEBOUNCE_MS,
  );
  // Back, or a cleared filter, changes the address under the field.
  useEffect(() => {
    if (document.activeElement !== field.current) setTyped(q ?? "");
  }, [q]);
  useShortcut("/", "Search requests", () => field.current?.focus());
  return (
    <search aria-label="Filter requests" className="flex flex-1 flex-wrap items-center gap-2">
      <div className="relative w-full sm:w-72">
        <Search aria-hidden className="pointer-events-none absolute top-2 left-2.5 size-4 text-muted" />
        <Input
          ref={field}
          type="search"
          aria-label="Search requests"
          placeholder="Text, header, or id"
          maxLength={200}
          value={typed}
          onChange={({ target }) => {
            setTyped(target.value);
            search(target.value);
          }}
          className="min-h-8 py-0 pl-8 text-[0.8125rem]"
        />
      </div>
      <Select
        aria-label="Signature"
        value={verdict ?? ""}
        onChange={({ target }) =>
          void setParams({ verdict: INBOX_VERDICTS.find((known) => known === target.value) ?? null })
        }
        className="min-h-8! w-auto! px-2 py-0 text-[0.8125rem]"
      >
        <option value="">Any signature</option>
        {INBOX_VERDICTS.map((known) => (
          <option key={known} value={known}>
            {VERDICT_WORDS[known].word}
          </option>
        ))}
      </Select>
    </search>
  );
}
