import type { ReactNode } from "react";

/** A part of a page under an anchor; the heading is a link to itself, to be copied. */
export function DocsSection({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="grid min-w-0 grid-cols-1 gap-4">
      <h2 id={id} className="text-base font-semibold">
        <a href={`#${id}`} className="rounded-sm hover:underline">
          {title}
        </a>
      </h2>
      {children}
    </section>
  );
}

export function Mono({ children }: { children: ReactNode }) {
  return <code className="rounded-sm bg-raised px-1 py-0.5 font-mono text-[0.8125rem] wrap-anywhere">{children}</code>;
}

export function DocsList({ children, ordered = false }: { children: ReactNode; ordered?: boolean }) {
  const List = ordered ? "ol" : "ul";
  return (
    <List
      className={`grid grid-cols-1 gap-1.5 pl-5 wrap-anywhere ${ordered ? "list-decimal" : "list-disc"} marker:text-muted`}
    >
      {children}
    </List>
  );
}

/** A table of words. It scrolls by itself where the page is narrow. */
export function DocsTable({
  caption,
  head,
  rows,
}: {
  caption: string;
  head: readonly string[];
  rows: readonly { key: string; cells: readonly ReactNode[] }[];
}) {
  return (
    <section
      aria-label={caption}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- WCAG 2.1.1: what scrolls must scroll by keyboard
      tabIndex={0}
      className="relative overflow-x-auto rounded-lg border border-border"
    >
      <table className="w-full min-w-xl border-collapse text-left align-top">
        <caption className="sr-only">{caption}</caption>
        <thead className="bg-raised text-[0.8125rem] text-muted">
          <tr>
            {head.map((title) => (
              <th key={title} scope="col" className="px-4 py-2 font-medium">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells: [first, ...others] }) => (
            <tr key={key} className="border-t border-border">
              <th scope="row" className="px-4 py-2.5 align-top font-normal">
                {first}
              </th>
              {others.map((cell, index) => (
                <td key={head[index + 1]} className="px-4 py-2.5 align-top text-muted">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
