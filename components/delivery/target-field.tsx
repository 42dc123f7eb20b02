"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useWorkspace } from "@/components/layout/workspace-context";
import { ProblemCard } from "@/components/ui/problem-card";
import { Field, Select } from "@/components/ui/field";
import { webhookListQuery } from "@/lib/client/webhooks";
import { NEW_INBOX, NEW_INBOX_NAME } from "./send-elsewhere";

/** Where it goes: an endpoint, those that lead to an inbox apart; or an inbox that is made for it. */
export function TargetField({
  value,
  eventType,
  onChange,
}: {
  value: string;
  eventType: string;
  onChange: (target: string) => void;
}) {
  const { slug, origin, may } = useWorkspace();
  const list = useInfiniteQuery(webhookListQuery(slug, {}));
  const webhooks = list.data?.pages.flatMap(({ data }) => data) ?? [];
  const isInbox = (url: string) => url.startsWith(`${origin}/in/`);
  const groups = [
    { label: "Inboxes", options: webhooks.filter(({ url }) => isInbox(url)) },
    { label: "Endpoints", options: webhooks.filter(({ url }) => !isInbox(url)) },
  ];
  const mayMake = may("webhooks:write") && may("inboxes:write");
  if (list.error !== null) return <ProblemCard error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <Field
      label="To"
      hint={
        value === NEW_INBOX
          ? `Makes an inbox and an endpoint “${NEW_INBOX_NAME}” that leads to it. The endpoint subscribes to ${eventType}, so new events of this type arrive there too until you pause or delete it.`
          : undefined
      }
    >
      {(control) => (
        <Select {...control} value={value} disabled={list.isPending} onChange={(event) => onChange(event.target.value)}>
          {list.isPending && <option value={value}>Loading endpoints…</option>}
          {groups.map(
            ({ label, options }) =>
              options.length > 0 && (
                <optgroup key={label} label={label}>
                  {options.map(({ id, name, status }) => (
                    <option key={id} value={id} disabled={status === "disabled"}>
                      {status === "active" ? name : `${name} (${status})`}
                    </option>
                  ))}
                </optgroup>
              ),
          )}
          {mayMake && <option value={NEW_INBOX}>A new inbox</option>}
        </Select>
      )}
    </Field>
  );
}
