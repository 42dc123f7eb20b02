import { Lock } from "lucide-react";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeading } from "./page-heading";
import { TextLink } from "./text-link";

/** The page in place of one that the reader's role may not see. */
export function NoPermission({
  title,
  role,
  needs,
  back,
}: {
  title: string;
  role: string;
  /** Who may, in words: "Owners and admins". */
  needs: string;
  back: { href: string; label: string };
}) {
  return (
    <>
      <PageHeading title={title} />
      <Card title="No permission">
        <EmptyState
          icon={<Lock className="size-5" />}
          title={`Your role is ${role}, which may not see this.`}
          actions={<TextLink href={back.href}>{back.label}</TextLink>}
        >
          <p>{needs} can. Ask one of them, or to be given another role.</p>
        </EmptyState>
      </Card>
    </>
  );
}
