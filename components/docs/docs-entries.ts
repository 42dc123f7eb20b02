import type { ApiGroup } from "@/lib/client/api-reference";
import { DOCS_PAGES, type DocsEntry, type DocsPage } from "@/lib/client/docs";
import type { Links } from "@/lib/client/links";
import { type Cause, CAUSES } from "@/lib/egress/cause-catalogue";

/** @returns everything the documentation's search can find: pages and their parts, causes, calls. */
export function docsEntries(links: Links, reference: readonly ApiGroup[]): DocsEntry[] {
  const pages = (DOCS_PAGES as readonly DocsPage[]).flatMap(({ slug, title, summary, sections }) => {
    const href = links.docs(slug === "" ? undefined : slug);
    const parts = sections.map((part) => ({
      title: part.title,
      page: title,
      href: `${href}#${part.id}`,
      words: part.words ?? "",
    }));
    return [{ title, page: "Docs", href, words: summary }, ...parts];
  });
  const causes = (Object.keys(CAUSES) as Cause[]).map((cause) => ({
    title: CAUSES[cause].title,
    page: "Why deliveries fail",
    href: links.causeDoc(cause),
    words: `${cause} ${CAUSES[cause].hint}`,
  }));
  const calls = reference.flatMap(({ slug, title, calls: ofGroup }) =>
    ofGroup.map(({ id, method, path, summary }) => ({
      title: summary,
      page: `API reference: ${title}`,
      href: `${links.docs(`api/${slug}`)}#${id}`,
      words: `${id} ${method} ${path}`,
    })),
  );
  return [...pages, ...causes, ...calls];
}
