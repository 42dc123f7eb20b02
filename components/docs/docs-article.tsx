import type { ReactNode } from "react";
import { PageHeading } from "@/components/layout/page-heading";
import { type DocsSlug, findDocsPage } from "@/lib/client/docs";

/** One page of the documentation, with its contents at the side where there is room. */
export function DocsArticle({
  slug,
  contents,
  children,
}: {
  slug: DocsSlug;
  /** Instead of the page's own parts, where they come from data. */
  contents?: readonly { id: string; title: string }[];
  children: ReactNode;
}) {
  const page = findDocsPage(slug);
  if (page === undefined) throw new Error(`There is no page ${slug} in the documentation.`);
  const parts: readonly { id: string; title: string }[] = contents ?? page.sections;
  return (
    <div className="grid gap-x-10 gap-y-6 xl:grid-cols-[minmax(0,1fr)_12rem]">
      <article className="grid max-w-3xl min-w-0 content-start gap-8">
        <PageHeading title={page.title}>{page.summary}</PageHeading>
        {children}
      </article>
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
