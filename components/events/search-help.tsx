import { CircleHelp } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { Popover } from "@/components/ui/popover";

const WAYS = [
  { example: "evt_01h455vb4pex5vsknk084sn02q", meaning: "one event by its id" },
  { example: "ada@example.com", meaning: "text anywhere in the payload, in upper or lower case" },
  { example: "data.customer.id:123", meaning: "exactly this value at this place" },
  { example: "data.items.0.sku:A-1", meaning: "the first item of a list" },
];

/** How the search reads what is typed. */
export function SearchHelp() {
  return (
    <Popover
      label="How to search"
      align="end"
      trigger={
        <IconButton label="How to search">
          <CircleHelp aria-hidden className="size-4" />
        </IconButton>
      }
    >
      <dl className="flex flex-col gap-2.5">
        {WAYS.map(({ example, meaning }) => (
          <div key={example}>
            <dt>
              <code className="font-mono text-[0.8125rem] wrap-anywhere">{example}</code>
            </dt>
            <dd className="text-[0.8125rem] text-muted">{meaning}</dd>
          </div>
        ))}
      </dl>
    </Popover>
  );
}
