import { ChevronRight } from "lucide-react";
import { useId } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { isMeant, stateOfGroup, type TypeGroup, wildcardOf } from "@/lib/client/event-selection";

const ROW = "flex min-h-8 cursor-pointer items-center gap-2.5 rounded-md px-2 hover:bg-raised";

/** A group of event types: its wildcard with three states, and its types under it. */
export function EventGroup({
  group,
  shown,
  selected,
  stop,
  isOpen,
  onOpen,
  onGroup,
  onType,
  onPoint,
}: {
  group: TypeGroup;
  /** Its types that the search leaves. */
  shown: readonly string[];
  selected: readonly string[];
  /** The one box that Tab leads to. */
  stop: string;
  isOpen: boolean;
  onOpen: (open: boolean) => void;
  onGroup: (group: TypeGroup) => void;
  onType: (type: string) => void;
  onPoint: (node: string) => void;
}) {
  const id = useId();
  const wildcard = wildcardOf(group);
  const state = stateOfGroup(selected, group);
  const checked = state === "some" ? "indeterminate" : state === "all";
  if (wildcard === group.prefix)
    return (
      <label htmlFor={`${id}-group`} className={ROW} onPointerEnter={() => onPoint(wildcard)}>
        <Checkbox
          id={`${id}-group`}
          data-node={wildcard}
          tabIndex={stop === wildcard ? 0 : -1}
          aria-label={wildcard}
          checked={checked}
          onCheckedChange={() => onType(wildcard)}
        />
        <code className="truncate font-mono text-[0.8125rem]">{wildcard}</code>
      </label>
    );
  return (
    <fieldset aria-label={group.prefix} className="min-w-0">
      <div className="flex items-center">
        <label htmlFor={`${id}-group`} className={`${ROW} min-w-0 flex-1`}>
          <Checkbox
            id={`${id}-group`}
            data-node={wildcard}
            data-group={group.prefix}
            tabIndex={stop === wildcard ? 0 : -1}
            aria-label={wildcard}
            checked={checked}
            onCheckedChange={() => onGroup(group)}
          />
          <code className="truncate font-mono text-[0.8125rem] font-medium">{wildcard}</code>
          <span className="ml-auto text-[0.8125rem] whitespace-nowrap text-muted">
            {group.types.filter((type) => isMeant(selected, type)).length} of {group.types.length}
          </span>
        </label>
        <button
          type="button"
          tabIndex={-1}
          aria-expanded={isOpen}
          aria-label={`Types of ${group.prefix}`}
          onClick={() => onOpen(!isOpen)}
          className="grid size-8 cursor-pointer place-items-center rounded-md text-muted hover:bg-raised"
        >
          <ChevronRight aria-hidden className={isOpen ? "size-4 rotate-90" : "size-4"} />
        </button>
      </div>
      {isOpen &&
        shown.map((type) => (
          <label key={type} htmlFor={`${id}-${type}`} className={`${ROW} pl-8`} onPointerEnter={() => onPoint(type)}>
            <Checkbox
              id={`${id}-${type}`}
              data-node={type}
              data-group={group.prefix}
              tabIndex={stop === type ? 0 : -1}
              aria-label={type}
              checked={isMeant(selected, type)}
              onCheckedChange={() => onType(type)}
            />
            <code className="truncate font-mono text-[0.8125rem]">{type}</code>
          </label>
        ))}
    </fieldset>
  );
}
