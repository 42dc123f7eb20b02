"use client";

import { useQuery } from "@tanstack/react-query";
import type { UseQueryStatesReturn } from "nuqs";
import { useWorkspace } from "@/components/layout/workspace-context";
import { Button } from "@/components/ui/button";
import { Field, Input, Select } from "@/components/ui/field";
import { apiKeyKeys, listApiKeys } from "@/lib/client/api-keys";
import type { AuditParams, auditParams } from "@/lib/client/audit";
import { actionGroups, actionInWords } from "@/lib/client/audit-words";
import { listMembers, memberKeys } from "@/lib/client/members";

const GROUPS = actionGroups();
const dayOf = (date: Date | null) => date?.toISOString().slice(0, 10) ?? "";

/** Who, what, to what, and when; all of it in the address. */
export function AuditFilterBar({
  params,
  setParams,
}: {
  params: AuditParams;
  setParams: UseQueryStatesReturn<typeof auditParams>[1];
}) {
  const { slug } = useWorkspace();
  const members = useQuery({ queryKey: memberKeys.members(slug), queryFn: ({ signal }) => listMembers(slug, signal) });
  const keys = useQuery({ queryKey: apiKeyKeys.list(slug), queryFn: ({ signal }) => listApiKeys(slug, signal) });
  const { who, action, target, from, to } = params;
  const known = [
    ...(members.data?.data ?? []).map(({ userId }) => userId),
    ...(keys.data?.data ?? []).map(({ id }) => id),
  ];
  const isFiltered = Object.values(params).some((value) => value !== null);
  return (
    <search
      aria-label="Filter the audit log"
      className="grid items-end gap-3 sm:grid-cols-2 xl:grid-cols-[repeat(3,minmax(0,1fr))_auto_auto_auto]"
    >
      <Field label="Who">
        {(control) => (
          <Select
            {...control}
            value={who ?? ""}
            onChange={({ target: box }) => void setParams({ who: box.value || null })}
          >
            <option value="">Everybody</option>
            <optgroup label="Members">
              {members.data?.data.map(({ userId, name, email }) => (
                <option key={userId} value={userId}>
                  {name ?? email}
                </option>
              ))}
            </optgroup>
            <optgroup label="API keys">
              {keys.data?.data.map(({ id, name, hint }) => (
                <option key={id} value={id}>
                  {name} …{hint}
                </option>
              ))}
            </optgroup>
            {who !== null && !known.includes(who) && <option value={who}>{who}</option>}
          </Select>
        )}
      </Field>
      <Field label="What">
        {(control) => (
          <Select
            {...control}
            value={action ?? ""}
            onChange={({ target: box }) => void setParams({ action: box.value || null })}
          >
            <option value="">Everything</option>
            {GROUPS.map(({ noun, label, actions }) => (
              <optgroup key={noun} label={label}>
                {actions.length > 1 && <option value={`${noun}.*`}>{label}: all</option>}
                {actions.map((each) => (
                  <option key={each.action} value={each.action}>
                    {each.label}
                  </option>
                ))}
              </optgroup>
            ))}
            {action !== null && !isListed(action) && <option value={action}>{actionInWords(action)}</option>}
          </Select>
        )}
      </Field>
      <Field label="Target">
        {(control) => (
          <Input
            {...control}
            key={target}
            defaultValue={target ?? ""}
            placeholder="An id, such as wh_…"
            autoComplete="off"
            spellCheck={false}
            className="font-mono text-[0.8125rem]"
            onBlur={({ target: box }) => void setParams({ target: box.value.trim() || null })}
            onKeyDown={(event) =>
              event.key === "Enter" && void setParams({ target: event.currentTarget.value.trim() || null })
            }
          />
        )}
      </Field>
      <Field label="From (UTC)">
        {(control) => (
          <Input
            {...control}
            type="date"
            value={dayOf(from)}
            max={dayOf(to) || undefined}
            onChange={({ target: box }) => void setParams({ from: box.valueAsDate })}
          />
        )}
      </Field>
      <Field label="To (UTC)">
        {(control) => (
          <Input
            {...control}
            type="date"
            value={dayOf(to)}
            min={dayOf(from) || undefined}
            onChange={({ target: box }) => void setParams({ to: box.valueAsDate })}
          />
        )}
      </Field>
      <Button
        variant="ghost"
        disabled={!isFiltered}
        onClick={() => void setParams(null)}
        className="justify-self-start"
      >
        Clear all
      </Button>
    </search>
  );
}

const isListed = (action: string) =>
  GROUPS.some(({ noun, actions }) => action === `${noun}.*` || actions.some((each) => each.action === action));
