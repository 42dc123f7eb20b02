"use client";

import { useNow } from "@/components/layout/now";
import { Tooltip } from "@/components/ui/tooltip";
import { formatRelative } from "@/lib/client/format-time";
import { TimeFacts } from "./time-facts";

/** How long ago, or until when; kept up to date. */
export function RelativeTime({ iso, className }: { iso: string; className?: string }) {
  const now = useNow();
  return (
    <Tooltip content={<TimeFacts iso={iso} />} interactive>
      <time dateTime={iso} className={className}>
        {formatRelative(Date.parse(iso), now)}
      </time>
    </Tooltip>
  );
}
