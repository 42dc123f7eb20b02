import Link from "next/link";
import type { ReactNode } from "react";

/** The page's one h1, where it belongs, and what can be done on the page. The h1 takes the focus after a change of page. */
export function PageHeading({
  title,
  breadcrumb,
  actions,
  children,
}: {
  title: string;
  breadcrumb?: readonly { label: string; href: string }[];
  actions?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        {breadcrumb !== undefined && (
          <nav aria-label="Breadcrumb" className="mb-1">
            <ol className="flex flex-wrap items-center gap-1.5 text-[0.8125rem] text-muted">
              {breadcrumb.map(({ label, href }) => (
                <li key={href} className="flex min-w-0 items-center gap-1.5">
                  <Link href={href} className="truncate rounded-sm py-0.5 hover:text-foreground hover:underline">
                    <bdi>{label}</bdi>
                  </Link>
                  <span aria-hidden>/</span>
                </li>
              ))}
            </ol>
          </nav>
        )}
        <h1 tabIndex={-1} className="text-xl font-semibold tracking-tight text-balance">
          <bdi>{title}</bdi>
        </h1>
        {children !== undefined && <div className="mt-1 text-muted">{children}</div>}
      </div>
      {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </div>
  );
}
