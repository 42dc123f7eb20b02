"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { ConfirmDialog } from "./confirm-dialog";

/** Asks before what was typed is lost: by closing the tab, and by a link inside of the dashboard. */
export function UnsavedGuard({ isDirty }: { isDirty: boolean }) {
  const router = useRouter();
  const [leavingTo, setLeavingTo] = useState<string>();
  useEffect(() => {
    if (!isDirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    const ask = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
      if (!(link instanceof HTMLAnchorElement) || link.target === "_blank" || event.ctrlKey || event.metaKey) return;
      if (link.origin !== location.origin || link.pathname === location.pathname) return;
      event.preventDefault();
      event.stopPropagation();
      setLeavingTo(link.pathname + link.search);
    };
    window.addEventListener("beforeunload", warn);
    document.addEventListener("click", ask, { capture: true });
    return () => {
      window.removeEventListener("beforeunload", warn);
      document.removeEventListener("click", ask, { capture: true });
    };
  }, [isDirty]);
  if (leavingTo === undefined) return null;
  return (
    <ConfirmDialog
      title="Leave without saving?"
      action="Leave"
      busy={false}
      error={undefined}
      onConfirm={() => {
        setLeavingTo(undefined);
        router.push(leavingTo);
      }}
      onClose={() => setLeavingTo(undefined)}
    >
      <p>What you changed on this page is not saved.</p>
    </ConfirmDialog>
  );
}
