"use client";

import Link from "next/link";
import { Check, Copy } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useCopied } from "@/components/ui/use-copied";
import { type TableColumn, toCsv } from "./csv";

/** A chart's figures to be read, and to be taken along as CSV. Scrolls in its own box, which the keyboard can reach. */
export function ChartTable<Row>({
  label,
  columns,
  rows,
  keyOf,
  cellHref,
  height,
}: {
  label: string;
  columns: readonly TableColumn<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string | number;
  /** Where a cell leads, if it leads anywhere. */
  cellHref?: (row: Row, column: string) => string | undefined;
  height: number;
}) {
  return (
    <div style={{ height }} className="flex flex-col">
      <div className="mb-2 flex items-center justify-between gap-3 text-[0.8125rem] text-muted">
        <span>{rows.length === 1 ? "1 row" : `${rows.length} rows`}</span>
        <CopyCsv text={() => toCsv(columns, rows)} />
      </div>
      <section
        aria-label={`${label}, as a table`}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls must be reached by keyboard
        tabIndex={0}
        className="min-h-0 flex-1 overflow-auto rounded-md border border-border"
      >
        <table className="w-full border-collapse text-[0.8125rem]">
          <caption className="sr-only">{label}</caption>
          <thead className="sticky top-0 bg-raised text-left text-muted">
            <tr>
              {columns.map(({ key, label: name }, index) => (
                <th key={key} scope="col" className={`px-3 py-1.5 font-medium ${index === 0 ? "" : "text-right"}`}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={keyOf(row)} className="border-t border-border">
                {columns.map((column, index) => (
                  <Cell
                    key={column.key}
                    row={row}
                    column={column}
                    isHead={index === 0}
                    href={cellHref?.(row, column.key)}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

function CopyCsv({ text }: { text: () => string }) {
  const [outcome, copy] = useCopied();
  return (
    <Button variant="secondary" size="sm" onClick={() => copy(text())}>
      {outcome === "copied" ? <Check aria-hidden className="size-4" /> : <Copy aria-hidden className="size-4" />}
      <span aria-live="polite">
        {outcome === "failed" ? "Could not copy" : outcome === "copied" ? "Copied" : "Copy CSV"}
      </span>
    </Button>
  );
}

function Cell<Row>({
  row,
  column,
  isHead,
  href,
}: {
  row: Row;
  column: TableColumn<Row>;
  isHead: boolean;
  href: string | undefined;
}) {
  const value = column.value(row);
  const text = value === null ? "–" : (column.text?.(row) ?? String(value));
  if (isHead)
    return (
      <th scope="row" className="px-3 py-1.5 text-left font-normal whitespace-nowrap">
        {text}
      </th>
    );
  return (
    <td className="px-3 py-1.5 text-right whitespace-nowrap">
      {href === undefined || value === null ? (
        text
      ) : (
        <Link href={href} className="rounded-sm underline decoration-border underline-offset-4 hover:text-accent">
          {text}
        </Link>
      )}
    </td>
  );
}
