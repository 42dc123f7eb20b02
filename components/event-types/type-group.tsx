import Link from "next/link";
import { useLinks } from "@/components/layout/workspace-context";
import { formatCount } from "@/components/values/count";
import type { TypeGroup as Group } from "@/lib/client/event-type-groups";
import type { EventType } from "@/lib/event-types/schemas";
import { TypeMarks } from "./type-marks";
import type { Volumes } from "./use-volumes";

export type ListedType = Pick<EventType, "name" | "description" | "example" | "own"> & { schema: object | null };

/** The types that begin alike, each with what it means and how often it was sent. */
export function TypeGroup({ group: { prefix, types }, volumes }: { group: Group<ListedType>; volumes: Volumes }) {
  return (
    <section aria-labelledby={`group-${prefix}`} className="min-w-0 rounded-lg border border-border bg-surface">
      <div className="flex items-baseline justify-between gap-3 border-b border-border px-4 py-2.5">
        <h2 id={`group-${prefix}`} className="truncate font-semibold">
          {prefix} <span className="font-normal text-muted">{types.length}</span>
        </h2>
        <span className="text-[0.8125rem] text-muted">Events in 7 days</span>
      </div>
      <ul className="divide-y divide-border">
        {types.map((type) => (
          <TypeRow key={type.name} type={type} volumes={volumes} />
        ))}
      </ul>
    </section>
  );
}

function TypeRow({ type, volumes }: { type: ListedType; volumes: Volumes }) {
  const links = useLinks();
  const events = volumes.of(type.name);
  return (
    <li className="relative flex items-center gap-4 px-4 py-2.5 hover:bg-raised">
      <div className="min-w-0 flex-1 md:grid md:grid-cols-[16rem_minmax(0,1fr)] md:items-center md:gap-4">
        <Link
          href={links.eventType(type.name)}
          title={type.name}
          className="block truncate font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          {type.name}
        </Link>
        <span className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
          {type.description !== null && (
            <span dir="auto" className="line-clamp-2 min-w-0 text-muted md:line-clamp-1">
              {type.description}
            </span>
          )}
          <TypeMarks {...type} />
        </span>
      </div>
      <span className="shrink-0 text-right">
        {events === undefined ? <span className="text-muted">–</span> : formatCount(events)}
      </span>
    </li>
  );
}
