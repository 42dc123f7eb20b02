"use client";

import { Search } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Input, Select } from "@/components/ui/field";
import type { ENDPOINT_STATUSES } from "@/lib/client/endpoint-params";
import type { HEALTH_STATES } from "@/lib/webhooks/constants";

export type EndpointFilter = {
  q: string;
  status: (typeof ENDPOINT_STATUSES)[number] | null;
  health: (typeof HEALTH_STATES)[number] | null;
};

export function EndpointFilters({
  filter,
  onChange,
}: {
  filter: EndpointFilter;
  onChange: (filter: Partial<EndpointFilter>) => void;
}) {
  const isFiltered = filter.q !== "" || filter.status !== null || filter.health !== null;
  return (
    <search className="flex flex-wrap items-center gap-2">
      <div className="relative min-w-0 flex-1 basis-full sm:max-w-96 sm:basis-64">
        <Search aria-hidden className="absolute top-3 left-3 size-4 text-muted" />
        <Input
          type="search"
          aria-label="Search endpoints by name, URL or id"
          placeholder="Search name, URL or id"
          className="pl-9"
          data-search
          value={filter.q}
          onChange={({ target }) => onChange({ q: target.value })}
        />
      </div>
      <div className="min-w-0 max-sm:flex-1 sm:w-36">
        <Select
          aria-label="Status"
          value={filter.status ?? ""}
          onChange={({ target }) =>
            onChange({ status: target.value === "" ? null : (target.value as EndpointFilter["status"]) })
          }
        >
          <option value="">Any status</option>
          <option value="active">Active</option>
          <option value="paused">Paused</option>
          <option value="disabled">Disabled</option>
        </Select>
      </div>
      <div className="min-w-0 max-sm:flex-1 sm:w-36">
        <Select
          aria-label="Health"
          value={filter.health ?? ""}
          onChange={({ target }) =>
            onChange({ health: target.value === "" ? null : (target.value as EndpointFilter["health"]) })
          }
        >
          <option value="">Any health</option>
          <option value="healthy">Healthy</option>
          <option value="degraded">Degraded</option>
          <option value="failing">Failing</option>
          <option value="idle">Idle</option>
          <option value="disabled">Disabled</option>
        </Select>
      </div>
      {isFiltered && (
        <Button variant="ghost" size="sm" onClick={() => onChange({ q: "", status: null, health: null })}>
          Clear filters
        </Button>
      )}
    </search>
  );
}
