"use client";

import { useLinks } from "@/components/layout/workspace-context";
import { TextLink } from "@/components/layout/text-link";
import type { Inbox } from "@/lib/client/inboxes";

const STATES = { active: "", paused: " (paused)", disabled: " (disabled)" };

/** Who sends here. */
export function PointingEndpoints({ webhooks }: { webhooks: Inbox["webhooks"] }) {
  const links = useLinks();
  if (webhooks === null) return null;
  return (
    <p className="text-[0.8125rem] text-muted">
      {webhooks.length === 0
        ? "No endpoint points here yet. Anything else may send to the URL too."
        : "Endpoints that point here: "}
      {webhooks.map(({ id, name, status }, index) => (
        <span key={id}>
          {index > 0 && ", "}
          <TextLink href={links.endpoint(id)}>
            <bdi>{name}</bdi>
          </TextLink>
          {STATES[status]}
        </span>
      ))}
    </p>
  );
}
