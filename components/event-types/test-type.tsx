"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { SendTest } from "@/components/endpoints/send-test";
import { useWorkspace } from "@/components/layout/workspace-context";
import { Card } from "@/components/ui/card";
import { Field, Select } from "@/components/ui/field";
import { ProblemCard } from "@/components/ui/problem-card";
import { Skeleton } from "@/components/ui/skeleton";
import { subscribersQuery } from "@/lib/client/event-types";
import { webhookListQuery } from "@/lib/client/webhooks";

/** Sends the type's example to one endpoint, subscribed or not. */
export function TestType({ name }: { name: string }) {
  const { slug, may } = useWorkspace();
  const [chosen, setChosen] = useState<string>();
  const { data, error, refetch } = useInfiniteQuery(webhookListQuery(slug, {}));
  const subscribers = useQuery(subscribersQuery(slug, name));
  const subscribed = new Set(subscribers.data?.data.map(({ webhookId }) => webhookId));
  const webhooks = (data?.pages.flatMap((page) => page.data) ?? []).toSorted(
    (a, b) => Number(subscribed.has(b.id)) - Number(subscribed.has(a.id)),
  );
  const webhook = webhooks.find(({ id }) => id === chosen) ?? webhooks[0];
  if (!may("webhooks:write") || (data !== undefined && webhook === undefined)) return null;
  return (
    <Card title="Send test" description="The example, to one endpoint only, marked as a test.">
      {error !== null && <ProblemCard error={error} onRetry={() => void refetch()} />}
      {webhook === undefined ? (
        error === null && <Skeleton className="h-24" />
      ) : (
        <div className="flex max-w-xl flex-col gap-4">
          <Field label="Endpoint">
            {(control) => (
              <Select {...control} value={webhook.id} onChange={({ target }) => setChosen(target.value)}>
                {webhooks.map(({ id, name: label, status }) => (
                  <option key={id} value={id}>
                    {label}
                    {status === "active" ? "" : ` (${status})`}
                    {subscribed.has(id) ? "" : " – not subscribed"}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <SendTest key={webhook.id} webhook={webhook} eventType={name} />
        </div>
      )}
    </Card>
  );
}
