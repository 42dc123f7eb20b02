import { Ban, Send } from "lucide-react";
import Link from "next/link";
import { useLinks, useWorkspace } from "@/components/layout/workspace-context";
import { Button, buttonClass } from "@/components/ui/button";
import type { FanOut } from "@/lib/events/schemas";
import { EndpointName, whyNoReplay } from "./called-endpoint";

type Reason = NonNullable<FanOut["reason"]>;

const WORDS: Record<Reason, string> = {
  not_subscribed: "Not subscribed",
  other_project: "Other project",
  disabled: "Disabled",
  created_later: "Created later",
  deleted: "Deleted",
  changed_later: "Changed since",
  test_of_another: "Test of another",
};

/** What would have it called next time: a page to go to, in words. */
const REMEDIES: Record<Reason, { label: (type: string) => string; page: "edit" | "detail" } | undefined> = {
  not_subscribed: { label: (type) => `Add ${type} to its events`, page: "edit" },
  other_project: { label: () => "Change its project", page: "edit" },
  disabled: { label: () => "Enable it", page: "detail" },
  created_later: undefined,
  deleted: undefined,
  changed_later: undefined,
  test_of_another: undefined,
};

/** An endpoint that was not called: why, and what would change that. */
export function NotCalledEndpoint({
  webhook,
  type,
  onReplay,
}: {
  webhook: FanOut & { reason: Reason };
  type: string;
  onReplay: () => void;
}) {
  const links = useLinks();
  const { may } = useWorkspace();
  const { reason, status, webhookId, name } = webhook;
  const remedy = reason === "disabled" && status !== "disabled" ? undefined : REMEDIES[reason];
  const mayReplay = may("events:write") && whyNoReplay(status) === undefined && reason !== "other_project";
  return (
    <li className="flex flex-col gap-x-6 gap-y-2 px-4 py-3 sm:px-6 md:grid md:grid-cols-[minmax(0,1fr)_8.5rem_minmax(0,1fr)_8rem] md:items-center">
      <EndpointName webhook={webhook} />
      <span className="inline-flex items-center gap-1.5 text-[0.8125rem] font-medium text-muted">
        <Ban aria-hidden className="size-3.5 shrink-0" />
        {WORDS[reason]}
      </span>
      <p className="min-w-0 text-[0.8125rem] text-muted">
        Not called: {lowerFirst(webhook.explanation ?? "")}
        {remedy !== undefined && may("webhooks:write") && status !== "deleted" && (
          <>
            {" "}
            <Link
              href={remedy.page === "edit" ? links.editEndpoint(webhookId) : links.endpoint(webhookId)}
              className="font-medium text-accent underline underline-offset-4"
            >
              {remedy.label(type)}
            </Link>
          </>
        )}
      </p>
      <div className="flex md:justify-end">
        {mayReplay && (
          <Button size="sm" variant="ghost" aria-label={`Send it to ${name} now`} onClick={onReplay}>
            <Send aria-hidden className="size-4 text-muted" />
            Send it
          </Button>
        )}
        {status === "deleted" && may("webhooks:write") && (
          <Link href={links.newEndpoint} className={buttonClass({ variant: "ghost", size: "sm" })}>
            New endpoint
          </Link>
        )}
      </div>
    </li>
  );
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
