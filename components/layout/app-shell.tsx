import type { ReactNode } from "react";
import { AppHeader, type HeaderWorkspace } from "./app-header";

/** The frame of pages for people who are signed in. */
export function AppShell({
  children,
  ...header
}: {
  user: { name: string | null; email: string };
  workspaces: HeaderWorkspace[];
  current?: HeaderWorkspace;
  children: ReactNode;
}) {
  return (
    <>
      <AppHeader {...header} />
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto flex max-w-6xl flex-col gap-6 px-4 py-6 focus:outline-none sm:px-6 sm:py-8"
      >
        {children}
      </main>
    </>
  );
}
