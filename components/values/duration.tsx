import { formatDuration } from "@/lib/client/format-time";

/** A length of time; a dash where there is none. */
export function Duration({ ms, className }: { ms: number | null; className?: string }) {
  return <span className={className}>{ms === null ? "–" : formatDuration(ms)}</span>;
}
