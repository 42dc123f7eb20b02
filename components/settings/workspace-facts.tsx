import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { CopyIcon } from "@/components/ui/copy-icon";
import { Time } from "@/components/values/time";
import type { Workspace } from "@/lib/workspaces/schemas";

/** What never changes about a workspace, to be copied. */
export function WorkspaceFacts({ workspace, origin }: { workspace: Workspace; origin: string }) {
  const address = `${origin}/${workspace.slug}`;
  return (
    <Card title="Facts">
      <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-[8rem_minmax(0,1fr)]">
        <Fact term="Address">
          <Copied text={address} />
        </Fact>
        <Fact term="Workspace id">
          <Copied text={workspace.id} />
        </Fact>
        <Fact term="Kind">{workspace.personal ? "Personal: it came with an account" : "Team"}</Fact>
        <Fact term="Created">
          <Time iso={workspace.createdAt} />
        </Fact>
      </dl>
      <p className="mt-4 text-[0.8125rem] text-muted">
        The address stays when the workspace is renamed, so that links and bookmarks go on working.
      </p>
    </Card>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted sm:leading-8">{term}</dt>
      <dd className="flex min-h-8 min-w-0 items-center">{children}</dd>
    </>
  );
}

function Copied({ text }: { text: string }) {
  return (
    <>
      <code className="min-w-0 font-mono text-[0.8125rem] wrap-anywhere">{text}</code>
      <CopyIcon text={text} label={`Copy ${text}`} />
    </>
  );
}
