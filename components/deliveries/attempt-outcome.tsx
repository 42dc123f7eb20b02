import { Badge } from "@/components/ui/badge";
import { causeTitle } from "@/lib/egress/cause-titles";

/** How one attempt ended: OK, or failed with its status or the name of the error. The delivery has a state of its own. */
export function AttemptOutcome({
  ok,
  statusCode,
  cause,
}: {
  ok: boolean;
  statusCode: number | null;
  cause: string | null;
}) {
  const title = cause === null ? undefined : causeTitle(cause);
  return (
    <span title={title}>
      <Badge tone={ok ? "ok" : "bad"}>
        {ok ? `OK ${statusCode ?? ""}`.trim() : `Failed ${statusCode ?? cause ?? ""}`.trim()}
      </Badge>
    </span>
  );
}
