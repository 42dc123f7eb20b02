"use client";

import { Inbox, SearchX } from "lucide-react";
import Link from "next/link";
import { useLinks } from "@/components/layout/workspace-context";
import { Button, buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { formatCount } from "@/components/values/count";
import type { DeliveryParams } from "@/lib/client/delivery-params";
import { FILTER_NAMES, type FilterName, valueWords } from "@/lib/client/filter-words";
import type { DeliverySummary, FilterPart } from "@/lib/deliveries/schemas";
import type { DeliveryFilterState } from "./use-delivery-filter";
import { useNames } from "./use-names";

const FILTER_OF: Partial<Record<FilterPart, FilterName>> = {
  status: "status",
  webhookId: "webhook",
  projectId: "project",
  eventType: "type",
  eventId: "event",
  code: "code",
  error: "err",
  trigger: "trigger",
  job: "job",
  attempts: "attempts",
  latency: "latency",
  q: "q",
};

const LONGEST = { range: "30d", from: null, to: null } as const;

/** A workspace, or an endpoint, that never sent anything: what to do first. */
export function NeverAny() {
  const links = useLinks();
  return (
    <EmptyState
      icon={<Inbox className="size-5" />}
      title="Nothing was sent yet"
      actions={
        <>
          <Link href={links.newEndpoint} className={buttonClass()}>
            Create an endpoint
          </Link>
          <Link href={links.overview} className={buttonClass({ variant: "secondary" })}>
            Show the first steps
          </Link>
        </>
      }
    >
      <p>Each event makes one delivery to every endpoint that subscribes to its type. They are listed here.</p>
    </EmptyState>
  );
}

/** Nothing matches: the filters that hide the most, each with a button that takes it away. */
export function NothingFound({
  filter,
  summary,
  fixedWebhook,
}: {
  filter: DeliveryFilterState;
  summary: DeliverySummary | undefined;
  fixedWebhook: boolean;
}) {
  const nameOf = useNames(filter.params.webhook !== null || filter.params.project !== null);
  const hiding = (summary?.without ?? []).filter(
    ({ part, total }) =>
      total > 0 && (part === "time" || (FILTER_OF[part] !== undefined && !(fixedWebhook && part === "webhookId"))),
  );
  const remove = (part: FilterPart) => {
    const name = FILTER_OF[part];
    filter.set(name === undefined ? LONGEST : { [name]: null });
  };
  const [most] = hiding;
  return (
    <EmptyState
      icon={<SearchX className="size-5" />}
      title="No deliveries match"
      actions={
        <>
          {hiding.slice(0, 3).map(({ part, total, exact }, at) => (
            <Button key={part} size="sm" variant={at === 0 ? "primary" : "secondary"} onClick={() => remove(part)}>
              {part === "time" ? "Search the last 30 days" : `Remove ${wordsOf(part, filter.params, nameOf)}`} (
              {exact ? formatCount(total) : `${formatCount(total)}+`})
            </Button>
          ))}
          <Button size="sm" variant="secondary" onClick={filter.clear}>
            Clear all filters
          </Button>
        </>
      }
    >
      {most === undefined ? (
        <p>
          {filter.active.length === 0
            ? "Nothing was sent in this time."
            : summary === undefined || summary.without.some(({ exact }) => !exact)
              ? "Take a filter away, or look at a longer time."
              : "No single filter hides them: take several away, or look at a longer time."}
        </p>
      ) : (
        <p>
          {most.part === "time" ? "The time range" : `The filter “${wordsOf(most.part, filter.params, nameOf)}”`} hides
          the most.
        </p>
      )}
    </EmptyState>
  );
}

function wordsOf(part: FilterPart, params: DeliveryParams, nameOf: ReturnType<typeof useNames>): string {
  const name = FILTER_OF[part];
  return name === undefined ? part : `${FILTER_NAMES[name]}: ${valueWords(name, params, nameOf)}`;
}
