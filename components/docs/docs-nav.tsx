"use client";

import clsx from "clsx";
import { ChevronDown } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useLinks } from "@/components/layout/workspace-context";
import { DOCS_PAGES } from "@/lib/client/docs";

/** The pages of the documentation: a list at the side, folded together where the page is narrow. */
export function DocsNav() {
  const links = useLinks();
  const path = usePathname();
  const pages = DOCS_PAGES.map(({ slug, title }) => {
    const href = links.docs(slug === "" ? undefined : slug);
    // The groups of the API reference have pages of their own below it.
    return { title, href, isOpen: path === href || (slug !== "" && path.startsWith(`${href}/`)) };
  });
  const list = (
    <ul className="grid grid-cols-1 gap-0.5">
      {pages.map(({ title, href, isOpen }) => (
        <li key={href}>
          <Link
            href={href}
            aria-current={isOpen ? (path === href ? "page" : "true") : undefined}
            className={clsx(
              "flex min-h-8 items-center rounded-md px-2.5",
              isOpen ? "bg-raised font-medium" : "text-muted hover:bg-raised hover:text-foreground",
            )}
          >
            {title}
          </Link>
        </li>
      ))}
    </ul>
  );
  return (
    <nav aria-label="Documentation">
      <div className="hidden lg:block">{list}</div>
      {/* Closed again on the next page, as it is another element there. */}
      <details key={path} className="group rounded-lg border border-border bg-surface lg:hidden">
        <summary className="flex min-h-10 cursor-pointer list-none items-center justify-between px-3 font-medium">
          {pages.find(({ isOpen }) => isOpen)?.title ?? "Contents"}
          <ChevronDown aria-hidden className="size-4 text-muted group-open:rotate-180" />
        </summary>
        <div className="border-t border-border p-2">{list}</div>
      </details>
    </nav>
  );
}
