import { Ban, CircleCheck, CircleDotDashed, CircleX } from "lucide-react";
import { formatCount, formatCounted } from "@/components/values/count";
import type { EventOutcomes as Outcomes } from "@/lib/events/schemas";

const KINDS = [
  { kind: "delivered", Icon: CircleCheck, look: "text-ok", word: "delivered" },
  { kind: "failed", Icon: CircleX, look: "text-bad", word: "failed" },
  { kind: "inProgress", Icon: CircleDotDashed, look: "text-accent", word: "in progress" },
  { kind: "cancelled", Icon: Ban, look: "text-muted", word: "cancelled" },
] as const;

/** What became of an event's deliveries, as an icon and a number each. */
export function EventOutcomes({ outcomes }: { outcomes: Outcomes }) {
  const shown = KINDS.filter(({ kind }) => outcomes[kind] > 0);
  if (shown.length === 0) return <span className="text-muted">No endpoint called</span>;
  return (
    <ul className="flex flex-wrap items-center gap-x-3 gap-y-1">
      {shown.map(({ kind, Icon, look, word }) => (
        <li
          key={kind}
          title={`${formatCounted(outcomes[kind], "delivery", "deliveries")} ${word}`}
          className="inline-flex items-center gap-1 whitespace-nowrap"
        >
          <Icon aria-hidden className={`size-4 ${look}`} />
          {formatCount(outcomes[kind])}
          <span className="sr-only"> {word}</span>
        </li>
      ))}
    </ul>
  );
}
