"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormContext, useWatch } from "react-hook-form";
import { useWorkspace } from "@/components/layout/workspace-context";
import { ProblemCard } from "@/components/ui/problem-card";
import { Skeleton } from "@/components/ui/skeleton";
import { formatCounted } from "@/components/values/count";
import { isMeant } from "@/lib/client/event-selection";
import { catalogueQuery } from "@/lib/client/event-types";
import type { WebhookFormValues } from "@/lib/client/webhook-form";
import { eventTypeFiguresQuery, LAST_DAY } from "@/lib/client/stats";
import { EventPicker } from "./event-picker";
import { FieldSection } from "./field-section";

/** Types beyond the 50 that were sent most hardly change the sum. */
const TYPES_COUNTED_MAX = 50;

export function EventsSection() {
  const { slug } = useWorkspace();
  const { setValue, formState } = useFormContext<WebhookFormValues>();
  const selected = useWatch<WebhookFormValues, "events">({ name: "events" });
  const catalogue = useQuery(catalogueQuery(slug));
  const message = formState.errors.events?.message ?? formState.errors.events?.root?.message;
  return (
    <FieldSection
      title="Events"
      description="Which events are delivered here. A group’s wildcard, such as order.*, also means types that come later."
    >
      {catalogue.isPending && <Skeleton className="h-80" />}
      {catalogue.isError && <ProblemCard error={catalogue.error} onRetry={() => void catalogue.refetch()} />}
      {catalogue.data !== undefined && (
        <EventPicker
          types={catalogue.data.types}
          selected={selected}
          error={message}
          onChange={(events) =>
            setValue("events", events, { shouldDirty: true, shouldValidate: formState.isSubmitted })
          }
        />
      )}
      <VolumePreview selected={selected} />
    </FieldSection>
  );
}

function VolumePreview({ selected }: { selected: readonly string[] }) {
  const { slug } = useWorkspace();
  const { data } = useQuery(eventTypeFiguresQuery(slug, LAST_DAY, { limit: TYPES_COUNTED_MAX }));
  if (data === undefined) return <p className="h-5" />;
  const matched = data.data.filter(({ type }) => isMeant(selected, type));
  const events = matched.reduce((sum, { events: count }) => sum + count, 0);
  return (
    <p aria-live="polite" className="text-[0.8125rem] text-muted">
      {selected.length === 0
        ? "Nothing is chosen yet."
        : `This would have matched ${data.isEstimate ? "about " : ""}${formatCounted(events, "event")} in the last 24 hours.`}
    </p>
  );
}
