"use client";

import { useQuery } from "@tanstack/react-query";
import { useWorkspace } from "@/components/layout/workspace-context";
import { filterChoicesQuery } from "@/lib/client/deliveries";
import { FILTER_NAMES, type FilterName } from "@/lib/client/filter-words";
import { isId } from "@/lib/core/id-format";
import { DELIVERY_STATUSES, DELIVERY_TRIGGERS } from "@/lib/deliveries/constants";
import { CAUSE_TITLES } from "@/lib/egress/cause-titles";
import { BoundEditor } from "./bound-editor";
import { type Choice, ChoiceList } from "./choice-list";
import { DELIVERY_STATUS_WORDS } from "./delivery-status";
import { IdEditor } from "./id-editor";
import type { DeliveryFilterState } from "./use-delivery-filter";
import { TRIGGER_WORDS } from "./use-names";

const CODES: Choice[] = [
  { value: "5xx", label: "5xx", hint: "server errors" },
  { value: "4xx", label: "4xx", hint: "refusals" },
  { value: "3xx", label: "3xx", hint: "redirects" },
  { value: "2xx", label: "2xx", hint: "successes" },
  { value: "429", label: "429", hint: "too many requests" },
  { value: "none", label: "No response", hint: "the connection failed, or nothing came in time" },
];
const CODE = /^([1-5]xx|[1-5]\d\d(-[1-5]\d\d)?|none)$/;
const TYPE = /^(\*|[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*(\.\*)?)$/;

/** Changes one filter. What is ticked counts at once. */
export function FilterEditor({
  name,
  filter,
  onDone,
}: {
  name: FilterName;
  filter: DeliveryFilterState;
  onDone: () => void;
}) {
  const { slug } = useWorkspace();
  const isNamed = name === "type" || name === "webhook" || name === "project";
  const { data } = useQuery({ ...filterChoicesQuery(slug), enabled: isNamed });
  const label = FILTER_NAMES[name];
  const { params, set } = filter;

  if (name === "attempts" || name === "latency")
    return (
      <BoundEditor
        label={label}
        unit={name === "latency" ? "ms" : undefined}
        value={params[name]}
        onChange={(value) => (set({ [name]: value }), onDone())}
      />
    );
  if (name === "event" || name === "job" || name === "q")
    return (
      <IdEditor
        label={label}
        value={params[name] ?? ""}
        isValid={(text) => name === "q" || isId(name === "event" ? "event" : "bulkJob", text)}
        onChange={(value) => (set({ [name]: value }), onDone())}
      />
    );
  if (name === "project")
    return (
      <ChoiceList
        label={label}
        choices={data?.projects.map(({ id, name: text }) => ({ value: id, label: text }))}
        selected={params.project === null ? [] : [params.project]}
        onToggle={(value) => (set({ project: value === params.project ? null : value }), onDone())}
      />
    );
  const selected: readonly string[] = params[name] ?? [];
  const toggle = (value: string) => {
    const next = selected.includes(value) ? selected.filter((each) => each !== value) : [...selected, value];
    set({ [name]: next.length === 0 ? null : next });
  };
  return (
    <ChoiceList
      label={label}
      choices={choicesOf(name, data, selected)}
      selected={selected}
      onToggle={toggle}
      custom={name === "code" ? CODE : name === "type" ? TYPE : undefined}
    />
  );
}

type Names = { types: string[]; webhooks: { id: string; name: string; url: string }[] };

function choicesOf(
  name: "status" | "type" | "webhook" | "code" | "err" | "trigger",
  names: Names | undefined,
  selected: readonly string[],
): Choice[] | undefined {
  switch (name) {
    case "status":
      return DELIVERY_STATUSES.map((value) => ({ value, label: DELIVERY_STATUS_WORDS[value].word }));
    case "trigger":
      return DELIVERY_TRIGGERS.map((value) => ({ value, label: TRIGGER_WORDS[value] ?? value }));
    case "err":
      return Object.entries(CAUSE_TITLES).map(([value, label]) => ({ value, label, hint: value }));
    case "code":
      return withCustom(CODES, selected);
    case "type":
      return names && withCustom(typeChoices(names.types), selected);
    case "webhook":
      return names?.webhooks.map(({ id, name: label, url }) => ({ value: id, label, hint: url }));
    default: {
      const never: never = name;
      return never;
    }
  }
}

/** Wildcards stand on top: `project.*` before its types. */
function typeChoices(types: readonly string[]): Choice[] {
  const groups = [...new Set(types.flatMap((type) => (type.includes(".") ? [`${type.split(".")[0]}.*`] : [])))];
  return [...groups.toSorted(), ...types.toSorted()].map((value) => ({ value, label: value }));
}

function withCustom(choices: readonly Choice[], selected: readonly string[]): Choice[] {
  const own = selected.filter((value) => !choices.some((choice) => choice.value === value));
  return [...own.map((value) => ({ value, label: value })), ...choices];
}
