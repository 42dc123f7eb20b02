"use client";

import clsx from "clsx";
import type { ReactNode } from "react";

/** Text that scrolls within itself. It takes the focus, so that the arrow keys scroll it in every browser. */
export function ScrollRegion({
  label,
  className,
  children,
}: {
  label: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <section
      aria-label={label}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- WCAG 2.1.1: what scrolls must scroll by keyboard
      tabIndex={0}
      className={clsx(
        "max-h-[32rem] overflow-auto p-3 font-mono text-[0.8125rem] leading-relaxed focus-visible:-outline-offset-2 print:max-h-none",
        className,
      )}
    >
      {children}
    </section>
  );
}
