import Link from "next/link";
import type { ReactNode } from "react";
import { Logo } from "./logo";
import { PageHeading } from "./page-heading";

/** The frame of pages for people who are not signed in yet. */
export function AuthShell({
  title,
  lead,
  footer,
  children,
}: {
  title: string;
  lead?: ReactNode;
  footer?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="flex min-h-dvh flex-col items-center px-4 py-10 sm:justify-center sm:py-14">
      <div className="flex w-full max-w-[25rem] flex-col gap-6">
        <header className="flex">
          <Link href="/" className="rounded-md" aria-label="Posthorn, start page">
            <Logo />
          </Link>
        </header>
        <main
          id="main"
          tabIndex={-1}
          className="flex flex-col gap-6 rounded-lg border border-border bg-surface p-5 sm:p-7"
        >
          <PageHeading title={title}>{lead}</PageHeading>
          {children}
        </main>
        {footer !== undefined && <footer className="text-muted">{footer}</footer>}
      </div>
    </div>
  );
}
