"use client";

import clsx from "clsx";
import type { ReactNode } from "react";
import { Countdown } from "@/components/values/countdown";
import { formatCount } from "@/components/values/count";
import { Duration } from "@/components/values/duration";
import { RelativeTime } from "@/components/values/relative-time";
import { parseUrl } from "@/lib/core/parse-url";
import type { Delivery } from "@/lib/deliveries/schemas";
import { DeliveryStatusBadge } from "./delivery-status";
import { RetryButton } from "./retry-button";
import { RowLink } from "./row-link";
import { SelectRow } from "./select-row";
import { causeTitle } from "@/lib/egress/cause-titles";
import { TRIGGER_WORDS } from "./use-names";

type Look = {
  label: string;
  /** Its part of the row's grid, of a table of medium and of large width. */
  width: string;
  /** Shown in large tables only. */
  large?: true;
  /** Hidden until somebody asks for it. */
  optional?: true;
  /** Cannot be hidden. */
  fixed?: true;
  align?: "right";
  /** Where it stands in the card of a narrow screen; without one it does not. */
  area?: string;
  cell: (row: Delivery) => ReactNode;
};

export const COLUMNS = {
  select: {
    label: "Select",
    width: "2.5rem",
    fixed: true,
    area: "select",
    cell: (row) => <SelectRow row={row} />,
  },
  status: {
    label: "Status",
    width: "7.25rem",
    fixed: true,
    area: "status",
    cell: (row) => <DeliveryStatusBadge status={row.status} />,
  },
  type: {
    label: "Event type",
    width: "minmax(6rem,1.2fr)",
    fixed: true,
    area: "type",
    cell: (row) => <RowLink row={row} />,
  },
  endpoint: {
    label: "Endpoint",
    width: "minmax(5.5rem,1.3fr)",
    area: "endpoint",
    cell: (row) => (
      <span className="block min-w-0 truncate" title={`${row.webhookName} · ${row.url}`}>
        <bdi className="font-medium">{row.webhookName}</bdi>{" "}
        <span className="font-mono text-[0.75rem] text-muted">{hostOf(row.url)}</span>
      </span>
    ),
  },
  result: {
    label: "Response",
    width: "minmax(3.5rem,0.8fr)",
    area: "result",
    cell: (row) => <Result row={row} />,
  },
  attempts: {
    label: "Attempts",
    width: "4.5rem",
    large: true,
    align: "right",
    cell: (row) => formatCount(row.attemptCount),
  },
  latency: {
    label: "Latency",
    width: "4.75rem",
    large: true,
    align: "right",
    cell: (row) => <Duration ms={row.lastLatencyMs} />,
  },
  next: {
    label: "Next attempt",
    width: "6.5rem",
    large: true,
    align: "right",
    cell: (row) =>
      row.nextAttemptAt === null ? <span className="text-muted">–</span> : <Countdown to={row.nextAttemptAt} />,
  },
  trigger: {
    label: "Trigger",
    width: "6rem",
    large: true,
    optional: true,
    cell: (row) => <span className="text-muted">{TRIGGER_WORDS[row.trigger]}</span>,
  },
  id: { label: "Delivery id", width: "9.5rem", optional: true, cell: (row) => <Id id={row.id} /> },
  event: { label: "Event id", width: "9.5rem", optional: true, cell: (row) => <Id id={row.eventId} /> },
  created: {
    label: "Created",
    width: "5.5rem",
    align: "right",
    area: "created",
    cell: (row) => <RelativeTime iso={row.createdAt} className="relative z-1 text-muted" />,
  },
  retry: { label: "Retry", width: "2.25rem", fixed: true, area: "retry", cell: (row) => <RetryButton row={row} /> },
} as const satisfies Record<string, Look>;

export type ColumnId = keyof typeof COLUMNS;
export const COLUMN_IDS = Object.keys(COLUMNS) as ColumnId[];
export const lookOf = (id: ColumnId): Look => COLUMNS[id];

/** @returns the widths of a row's parts: in tables of medium and of large width. */
export function gridTemplates(ids: readonly ColumnId[]): { medium: string; large: string } {
  const looks = ids.map(lookOf);
  return {
    medium: looks.flatMap((look) => (look.large ? [] : [look.width])).join(" "),
    large: looks.map((look) => look.width).join(" "),
  };
}

const AREAS = {
  select: "[grid-area:select] @[39rem]:[grid-area:auto]",
  status: "[grid-area:status] @[39rem]:[grid-area:auto]",
  type: "[grid-area:type] @[39rem]:[grid-area:auto]",
  endpoint: "[grid-area:endpoint] @[39rem]:[grid-area:auto]",
  result: "justify-self-end @[39rem]:justify-self-auto [grid-area:result] @[39rem]:[grid-area:auto]",
  created: "justify-self-end @[39rem]:justify-self-auto [grid-area:created] @[39rem]:[grid-area:auto]",
  retry: "[grid-area:retry] @[39rem]:[grid-area:auto]",
};

const CELL_CLASSES = new Map(
  COLUMN_IDS.map((id) => {
    const { large, align, area } = lookOf(id);
    const look = clsx(
      "min-w-0",
      align === "right" && "@[39rem]:text-right",
      area === undefined && (large === true ? "hidden @5xl:block" : "hidden @[39rem]:block"),
      area !== undefined && AREAS[area as keyof typeof AREAS],
    );
    return [id, look];
  }),
);

/** @returns how a cell of that column stands in its row. */
export const cellClass = (id: ColumnId): string | undefined => CELL_CLASSES.get(id);

function Result({ row }: { row: Delivery }) {
  const { lastStatusCode, lastCause, lastAttemptAt } = row;
  if (lastAttemptAt === null && lastCause === null) return <span className="text-muted">–</span>;
  const isOk = lastStatusCode !== null && lastStatusCode < 300;
  return (
    <span
      className="block truncate font-mono text-[0.8125rem]"
      title={lastCause === null ? undefined : causeTitle(lastCause)}
    >
      {lastStatusCode !== null && <span className={clsx(!isOk && "text-bad")}>{lastStatusCode} </span>}
      {!isOk && (
        <span className={lastStatusCode === null ? "text-bad" : "text-muted"}>{lastCause ?? "no response"}</span>
      )}
    </span>
  );
}

const Id = ({ id }: { id: string }) => (
  <span title={id} className="block truncate font-mono text-[0.8125rem] text-muted">
    {id.slice(0, 8)}…{id.slice(-6)}
  </span>
);

const hostOf = (url: string) => parseUrl(url)?.host ?? url;
