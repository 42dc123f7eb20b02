"use client";

import { Search } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useShortcut } from "@/components/layout/shortcuts";
import { Kbd } from "@/components/ui/kbd";

const PaletteDialog = dynamic(() => import("./palette-dialog").then((module) => module.PaletteDialog), { ssr: false });

/** The field in the header that opens the command palette, and the keys that do. */
export function CommandPalette() {
  const [isOpen, setOpen] = useState(false);
  useShortcut("mod+k", "Search and go to", () => setOpen((before) => !before), { group: "Everywhere" });
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-label="Search and go to"
        onClick={() => setOpen(true)}
        className="flex min-h-9 min-w-0 cursor-pointer items-center gap-2 rounded-lg border border-border bg-background px-2.5 text-muted hover:border-control sm:w-64"
      >
        <Search aria-hidden className="size-4 shrink-0" />
        <span className="flex-1 truncate text-left max-sm:sr-only">Search or paste an id</span>
        <span aria-hidden className="max-sm:hidden">
          <Kbd>Ctrl K</Kbd>
        </span>
      </button>
      {isOpen && <PaletteDialog onClose={() => setOpen(false)} />}
    </>
  );
}
