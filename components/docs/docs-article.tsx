import type { ReactNode } from "react";
import { PageHeading } from "@/components/layout/page-heading";
import { type DocsSlug, findDocsPage } from "@/lib/client/docs";

type Part = { id: string; title: string };

/**
 * One page of the documentation.
 * @param contents its parts, where they come from data.
 */
export function DocsArticle({
  slug,
  contents,
  children,
}: {
  slug: DocsSlug;
  contents?: readonly Part[];
  children: ReactNode;
}) {
  const page = findDocsPage(slug);
  if (page === undefined) throw new Error(`There is no page ${slug} in the documentation.`);
  return (
    <DocsColumns parts={contents ?? page.sections}>
      <PageHeading title={page.title}>{page.summary}</PageHeading>
      {children}
    </DocsColumns>
  );
}

/** The text of a page, with its parts at the side where there is room. */
export function DocsColumns({ parts, children }: { parts: readonly Part[]; children: ReactNode }) {
  return (
    <div className="grid grid-cols-1 gap-x-10 gap-y-6 xl:grid-cols-[minmax(0,1fr)_12rem]">
      <article className="grid max-w-3xl min-w-0 grid-cols-1 content-start gap-8">{children}</article>
      {parts.length > 1 && (
        <nav aria-label="On this page" className="hidden xl:block print:hidden">
          <div className="sticky top-20 max-h-[calc(100dvh-6rem)] overflow-y-auto pr-1">
            <p className="mb-2 text-[0.8125rem] font-medium">On this page</p>
            <ul className="grid border-l border-border text-[0.8125rem]">
              {parts.map(({ id, title }) => (
                <li key={id}>
                  <a
                    href={`#${id}`}
                    className="-ml-px block border-l border-transparent py-1 pl-3 text-muted hover:border-accent hover:text-foreground"
                  >
                    {title}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        </nav>
      )}
    </div>
  );
}
