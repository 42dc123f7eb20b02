import { Badge } from "@/components/ui/badge";
import type { RequestSummary } from "@/lib/client/inboxes";

/** What the sender got: a status, nothing, or nothing yet. */
export function AnswerBadge({ request: { answeredStatus, durationMs } }: { request: RequestSummary }) {
  if (answeredStatus !== null)
    return <Badge tone={answeredStatus < 300 ? "ok" : "warn"}>{`Answered ${answeredStatus}`}</Badge>;
  return durationMs === null ? <Badge tone="active">Not answered yet</Badge> : <Badge tone="off">No answer</Badge>;
}
