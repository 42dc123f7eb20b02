import type { ReactNode } from "react";

/** The page's one h1. It can take the focus, so that a change of page is read out. */
export function PageHeading({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="min-w-0">
      <h1 tabIndex={-1} className="text-2xl font-semibold tracking-tight text-balance">
        <bdi>{title}</bdi>
      </h1>
      {children !== undefined && <div className="mt-1 text-muted">{children}</div>}
    </div>
  );
}
