import { Badge } from "@/components/ui/badge";
import { CAUSES } from "@/lib/egress/cause-catalogue";

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
  const title = cause !== null && cause in CAUSES ? CAUSES[cause as keyof typeof CAUSES].title : undefined;
  return (
    <span title={title}>
      <Badge tone={ok ? "ok" : "bad"}>
        {ok ? `OK ${statusCode ?? ""}`.trim() : `Failed ${statusCode ?? cause ?? ""}`.trim()}
      </Badge>
    </span>
  );
}
