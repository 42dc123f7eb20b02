import type { ReactNode } from "react";
import type { DocsEntry } from "@/lib/client/docs";
import { DocsNav } from "./docs-nav";
import { DocsSearch } from "./docs-search";

/** What surrounds every page of the documentation: its contents and a search over all of it. */
export function DocsFrame({ entries, children }: { entries: readonly DocsEntry[]; children: ReactNode }) {
  return (
    <div className="grid grid-cols-1 gap-x-10 gap-y-6 lg:grid-cols-[12.5rem_minmax(0,1fr)]">
      <div className="min-w-0 print:hidden">
        <div className="grid grid-cols-1 gap-4 lg:sticky lg:top-20">
          <DocsSearch entries={entries} />
          <DocsNav />
        </div>
      </div>
      <div className="min-w-0">{children}</div>
    </div>
  );
}
