"use client";

import clsx from "clsx";
import Link from "next/link";
import { usePathname } from "next/navigation";

export function NavLink({ href, children }: { href: string; children: string }) {
  const here = usePathname() === href;
  return (
    <Link
      href={href}
      aria-current={here ? "page" : undefined}
      className={clsx(
        "-mb-px inline-flex min-h-10 items-center border-b-2 px-2.5 focus-visible:-outline-offset-2",
        here ? "border-accent font-medium" : "border-transparent text-muted hover:text-foreground",
      )}
    >
      {children}
    </Link>
  );
}
