"use client";

import { ChevronsUpDown } from "lucide-react";
import { useWorkspace } from "@/components/layout/workspace-context";

/** The workspace as its initial and its name; as a rail, the initial alone. */
export function WorkspaceFace({ rail = false }: { rail?: boolean }) {
  const { name } = useWorkspace();
  return (
    <>
      <span aria-hidden className="grid size-7 shrink-0 place-items-center rounded-md bg-accent text-on-accent">
        {String.fromCodePoint(name.codePointAt(0) ?? 0x20).toUpperCase()}
      </span>
      {!rail && (
        <>
          <bdi className="min-w-0 flex-1 truncate">{name}</bdi>
          <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-muted" />
        </>
      )}
    </>
  );
}
