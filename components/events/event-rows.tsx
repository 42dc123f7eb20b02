import { FlaskConical } from "lucide-react";
import Link from "next/link";
import { useLinks } from "@/components/layout/workspace-context";
import { Skeleton } from "@/components/ui/skeleton";
import { IdText } from "@/components/values/id-text";
import { RelativeTime } from "@/components/values/relative-time";
import type { EventListItem } from "@/lib/events/schemas";
import { EventOutcomes } from "./event-outcomes";

const COLUMNS = [
  { name: "Event", width: "md:w-[24%]" },
  { name: "Payload", width: "" },
  { name: "Idempotency key", width: "hidden w-[16%] lg:table-cell" },
  { name: "Fan-out", width: "md:w-[10.5rem]" },
  { name: "Created", width: "md:w-28" },
];

/** Events as a table, and as cards where there is no room for one. */
export function EventRows({ events, busy }: { events: readonly EventListItem[]; busy: boolean }) {
  return (
    <table aria-busy={busy} className="block w-full table-fixed md:table">
      <caption className="sr-only">Events, newest first</caption>
      <EventHead />
      <tbody className="block divide-y divide-border md:table-row-group">
        {events.map((event) => (
          <EventRow key={event.id} event={event} />
        ))}
      </tbody>
    </table>
  );
}

function EventHead() {
  return (
    <thead className="border-b border-border text-left text-[0.8125rem] text-muted max-md:sr-only md:table-header-group">
      <tr>
        {COLUMNS.map(({ name, width }) => (
          <th key={name} scope="col" className={`px-3 py-2 font-medium first:pl-4 last:pr-4 ${width}`}>
            {name}
          </th>
        ))}
      </tr>
    </thead>
  );
}

const PADDING = "md:px-3 md:py-2 md:align-middle md:first:pl-4 md:last:pr-4";
const CELL = `max-md:block ${PADDING}`;

function EventRow({ event }: { event: EventListItem }) {
  const links = useLinks();
  return (
    <tr className="relative grid grid-cols-[1fr_auto] gap-x-4 gap-y-1.5 px-4 py-3 hover:bg-raised md:table-row">
      <td className={`${CELL} min-w-0 max-md:col-span-2`}>
        <div className="flex min-w-0 items-center gap-2">
          <Link
            href={links.event(event.id)}
            title={event.type}
            className="min-w-0 truncate font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
          >
            {event.type}
          </Link>
          {event.test && <TestMark />}
        </div>
        <IdText id={event.id} className="text-muted" />
      </td>
      <td className={`${CELL} min-w-0 max-md:col-span-2`}>
        <code className="block truncate font-mono text-[0.8125rem] text-muted" dir="ltr">
          {event.dataPreview.replace(/\s+/g, " ")}
        </code>
      </td>
      <td className={`${PADDING} hidden lg:table-cell`}>
        <span
          title={event.idempotencyKey ?? undefined}
          className="block truncate font-mono text-[0.8125rem] text-muted"
        >
          {event.idempotencyKey ?? "–"}
        </span>
      </td>
      <td className={CELL}>
        <EventOutcomes outcomes={event.outcomes} />
      </td>
      <td className={`${CELL} text-muted whitespace-nowrap`}>
        <span className="relative">
          <RelativeTime iso={event.createdAt} />
        </span>
      </td>
    </tr>
  );
}

export function TestMark() {
  return (
    <span className="inline-flex shrink-0 items-center gap-1 rounded-md bg-info-soft px-1.5 py-0.5 text-[0.8125rem] font-medium text-info">
      <FlaskConical aria-hidden className="size-3.5" />
      Test
    </span>
  );
}

const SKELETON_ROWS = 10;

export function EventRowsSkeleton() {
  return (
    <div aria-busy="true" className="divide-y divide-border">
      <span className="sr-only">Loading events</span>
      {Array.from({ length: SKELETON_ROWS }, (_, row) => (
        <div key={row} className="flex h-15 items-center gap-6 px-4">
          <Skeleton className="h-4 w-1/5" />
          <Skeleton className="h-4 flex-1" />
          <Skeleton className="h-4 w-24" />
          <Skeleton className="h-4 w-16" />
        </div>
      ))}
    </div>
  );
}
