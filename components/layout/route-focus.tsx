"use client";

import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";

/** After a change of page the focus goes to its heading; the browser would leave it on a link that is gone. */
export function RouteFocus() {
  const pathname = usePathname();
  const previous = useRef(pathname);
  useEffect(() => {
    if (previous.current === pathname) return;
    previous.current = pathname;
    // What the address names was scrolled to by then, and stays there.
    document.querySelector("h1")?.focus({ preventScroll: window.location.hash !== "" });
  }, [pathname]);
  return null;
}
