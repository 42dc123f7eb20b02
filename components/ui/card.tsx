import clsx from "clsx";
import { type ReactNode, useId } from "react";

/** A part of a page under a heading of its own. */
export function Card({
  title,
  description,
  actions,
  className,
  children,
}: {
  title: string;
  description?: ReactNode;
  actions?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={clsx("min-w-0 rounded-lg border border-border bg-surface", className)}>
      <header className="flex flex-wrap items-start justify-between gap-3 px-4 py-3.5 sm:px-6">
        <div className="min-w-0">
          <h2 id={id} className="text-base font-semibold">
            {title}
          </h2>
          {description !== undefined && <p className="text-muted">{description}</p>}
        </div>
        {actions}
      </header>
      <div className="border-t border-border px-4 py-4 empty:hidden sm:px-6 sm:py-5">{children}</div>
    </section>
  );
}
