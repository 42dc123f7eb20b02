"use client";

import { formatCount, formatCounted } from "@/components/values/count";
import type { DeliverySummary } from "@/lib/deliveries/schemas";

const ABOUT = new Intl.NumberFormat("en-GB", { notation: "compact", maximumFractionDigits: 1 });

/** @returns how many match, as honestly as it is known. */
export function totalWords({ total, exact, basis }: DeliverySummary): string {
  if (exact) return `${formatCounted(total, "delivery", "deliveries")} (exact)`;
  if (basis === "counters") return `About ${ABOUT.format(total)} deliveries`;
  return total === 0 ? "Not counted: it took too long" : `More than ${formatCount(total)} deliveries`;
}

/** How many there are, and how many of them are in the list. */
export function ResultLine({ summary, shown }: { summary: DeliverySummary | undefined; shown: number }) {
  const isPart = summary !== undefined && (shown < summary.total || !summary.exact);
  return (
    <p className="text-[0.8125rem] text-muted" data-testid="result-line">
      {summary === undefined ? "Counting…" : totalWords(summary)}
      {isPart && shown > 0 && `, showing the newest ${formatCount(shown)}`}
    </p>
  );
}
