import { useId } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { formatCount } from "@/components/values/count";
import { BULK_EXCLUDABLE, type BulkExcludable } from "@/lib/deliveries/constants";
import type { BulkPreview } from "@/lib/deliveries/schemas";

const WORDS: Record<BulkExcludable, string> = {
  delivered: "Also resend what was delivered",
  waiting: "Also send now what waits for its next attempt",
  webhook_paused: "Also queue what belongs to a paused endpoint; it is sent once the endpoint is resumed",
};

/** What matches and may be left out or not: a box for each kind that there is. */
export function BulkInclude({
  excluded,
  exclude,
  onChange,
}: {
  excluded: BulkPreview["excluded"];
  exclude: readonly BulkExcludable[];
  onChange: (exclude: readonly BulkExcludable[]) => void;
}) {
  const id = useId();
  const counts = BULK_EXCLUDABLE.map((reason) => ({
    reason,
    count: excluded.find((each) => each.reason === reason)?.count ?? 0,
  })).filter(({ count }) => count > 0);
  if (counts.length === 0) return null;
  return (
    <ul className="flex flex-col gap-2">
      {counts.map(({ reason, count }) => (
        <li key={reason} className="flex items-start gap-2.5">
          <Checkbox
            id={`${id}-${reason}`}
            className="mt-0.5"
            checked={!exclude.includes(reason)}
            onCheckedChange={(isOn) =>
              onChange(isOn === true ? exclude.filter((each) => each !== reason) : [...exclude, reason])
            }
          />
          <label htmlFor={`${id}-${reason}`}>
            {WORDS[reason]} <span className="text-muted">({formatCount(count)})</span>
          </label>
        </li>
      ))}
    </ul>
  );
}
