import { ScrollRegion } from "@/components/inspector/scroll-region";
import type { EventType } from "@/lib/event-types/schemas";

const OPERATIONAL: Record<string, string> = {
  "webhook.failing": "Sent once when an endpoint has only been failing for three days. All events does not mean it.",
  "webhook.disabled": "Sent when an endpoint was disabled. All events does not mean it.",
};

/** What the type under the pointer or the focus is about, with an example. */
export function EventExample({
  type,
  name,
  isSelected,
}: {
  type: EventType | undefined;
  name: string;
  isSelected: boolean;
}) {
  const description = type?.description ?? OPERATIONAL[name];
  return (
    <ScrollRegion
      label="About the type"
      className="h-56 min-w-0 border-t border-border bg-raised xl:h-auto xl:max-h-[22.625rem] xl:border-t-0 xl:border-l"
    >
      {type === undefined && description === undefined ? (
        <p className="font-sans text-[0.8125rem] text-muted">
          Point at a type, or move to it with the arrow keys, to see what it is about.
        </p>
      ) : (
        <>
          <p className="font-mono text-[0.8125rem] font-medium wrap-anywhere">{name}</p>
          <p className="mt-1 font-sans text-muted">
            {description ?? "No description."} {isSelected ? "Chosen." : "Not chosen."}
          </p>
          {type?.example != null && (
            <pre className="mt-2 font-mono text-xs leading-relaxed wrap-anywhere whitespace-pre-wrap">
              {JSON.stringify(type.example, null, 2)}
            </pre>
          )}
        </>
      )}
    </ScrollRegion>
  );
}
