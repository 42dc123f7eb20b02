import type { InfiniteData } from "@tanstack/react-query";
import type { Delivery } from "@/lib/deliveries/schemas";

type Page = { data: Delivery[]; nextCursor: string | null };
export type DeliveryPages = InfiniteData<Page, unknown>;

export const rowsOf = (pages: DeliveryPages | undefined): Delivery[] => pages?.pages.flatMap(({ data }) => data) ?? [];

/** @returns the pages with some rows changed in their place; the same object when none of them is there. */
export function patchRows(
  pages: DeliveryPages,
  change: (row: Delivery) => Delivery,
  ids: ReadonlySet<string>,
): DeliveryPages {
  if (!pages.pages.some(({ data }) => data.some(({ id }) => ids.has(id)))) return pages;
  return {
    ...pages,
    pages: pages.pages.map((page) =>
      page.data.some(({ id }) => ids.has(id))
        ? { ...page, data: page.data.map((row) => (ids.has(row.id) ? change(row) : row)) }
        : page,
    ),
  };
}

/** @returns the rows of `head` that are newer than all that is shown; ids sort by time. */
export function newerRows(pages: DeliveryPages | undefined, head: Page): Delivery[] {
  const newest = pages?.pages.find(({ data }) => data.length > 0)?.data[0]?.id;
  return newest === undefined ? head.data : head.data.filter(({ id }) => id > newest);
}

/**
 * Puts the newest rows before those that are shown. When the head does not reach down to them there would be a gap, and
 * when it would be more than `rowsMax` nobody reads that far: then the head is all that is shown, and paging goes on from it.
 */
export function withHead(
  pages: DeliveryPages | undefined,
  head: Page,
  rowsMax = Number.POSITIVE_INFINITY,
): DeliveryPages {
  const only: DeliveryPages = { pages: [head], pageParams: [null] };
  const [first, ...rest] = pages?.pages ?? [];
  if (pages === undefined || first === undefined) return only;
  const fresh = newerRows(pages, head);
  const isGap = fresh.length === head.data.length && head.nextCursor !== null;
  if (isGap || fresh.length + rowsOf(pages).length > rowsMax) return only;
  return { ...pages, pages: [{ ...first, data: [...fresh, ...first.data] }, ...rest] };
}
