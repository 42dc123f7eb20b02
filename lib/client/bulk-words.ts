import type { BulkJob, Exclusion } from "@/lib/deliveries/schemas";

/** Why a bulk job leaves a delivery out, after its number: "3 belong to a disabled endpoint". */
export const EXCLUSION_WORDS: Record<Exclusion, string> = {
  webhook_disabled: "belong to a disabled endpoint. Enable it first",
  webhook_deleted: "belong to a deleted endpoint",
  already_planned: "are about to be sent again already",
  payload_expired: "have no payload any more",
  delivered: "were delivered",
  waiting: "wait for an attempt anyway",
  webhook_paused: "belong to a paused endpoint",
  sending: "are on the wire right now",
  ended: "have ended",
};

/** @returns how far a job is, 0 to 1: by what it looked at, or by what it may change at most. */
export function progressOf({ status, total, processed, retried, cancelled, max }: BulkJob): number {
  if (status === "done") return 1;
  const looked = total === 0 ? 0 : processed / total;
  const changed = max === null ? 0 : (retried + cancelled) / max;
  return Math.min(1, Math.max(looked, changed));
}

/** @returns what a job is called while it is at work, and once it has ended. */
export function jobTitle({ kind, status }: BulkJob): string {
  const [doing, done] =
    kind === "retry"
      ? ["Resending deliveries", "Resent deliveries"]
      : ["Cancelling deliveries", "Cancelled deliveries"];
  if (status === "done") return done ?? "";
  if (status === "cancelled") return `${doing}: stopped`;
  if (status === "failed") return `${doing}: failed`;
  return doing ?? "";
}
