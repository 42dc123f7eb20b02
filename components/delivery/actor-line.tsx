"use client";

import Link from "next/link";
import { useLinks } from "@/components/layout/workspace-context";

/** Who asked for an attempt, where it was not the schedule. */
export function ActorLine({
  trigger,
  actor,
  actorName,
  bulkJobId,
}: {
  trigger: "schedule" | "manual";
  actor: string | null;
  actorName: string | null;
  bulkJobId: string | null;
}) {
  const links = useLinks();
  if (trigger === "schedule") return null;
  return (
    <p>
      {bulkJobId === null ? (
        "Resent by hand"
      ) : (
        <Link href={links.deliveries({ job: bulkJobId, range: "30d" })} className="text-accent underline">
          Resent in bulk
        </Link>
      )}
      {(actorName ?? actor) !== null && (
        <>
          {" "}
          by <bdi>{actorName ?? actor}</bdi>
        </>
      )}
    </p>
  );
}
