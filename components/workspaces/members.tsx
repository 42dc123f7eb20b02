"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useWorkspace } from "@/components/layout/workspace-context";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { ProblemCard } from "@/components/ui/problem-card";
import { Skeleton } from "@/components/ui/skeleton";
import { useToast } from "@/components/ui/toast";
import { formatCounted } from "@/components/values/count";
import { changeRole, listMembers, memberKeys } from "@/lib/client/members";
import type { Member } from "@/lib/workspaces/schemas";
import { MemberRow } from "./member-row";
import { RemoveMember } from "./remove-member";
import { ROLE_WORDS, rolesToGive } from "./viewer";

export function Members() {
  const workspace = useWorkspace();
  const { slug, userId, role: ownRole, may, why } = workspace;
  const mayWrite = may("members:write");
  const [removing, setRemoving] = useState<Member>();
  const client = useQueryClient();
  const toast = useToast();
  const members = useQuery({ queryKey: memberKeys.members(slug), queryFn: ({ signal }) => listMembers(slug, signal) });
  const change = useMutation({
    mutationFn: ({ id, role }: Pick<Member, "id" | "role">) => changeRole(slug, id, { role }),
    onSuccess: ({ name, email, role }) =>
      toast({ tone: "ok", title: `${name ?? email} is ${ROLE_WORDS[role].toLowerCase()} now` }),
    onSettled: () => client.invalidateQueries({ queryKey: memberKeys.members(slug) }),
  });
  const all = members.data?.data ?? [];
  const more = members.data?.nextCursor == null ? "" : " and more";
  const counted = members.isSuccess ? `${formatCounted(all.length, "member")}${more}.` : undefined;
  return (
    <Card title="People" description={mayWrite ? counted : why("members:write")}>
      <div className="flex flex-col gap-4">
        {change.isError && <Alert tone="bad" title={change.error.message} />}
        {members.isPending ? (
          <div aria-busy className="flex flex-col gap-3">
            <Skeleton className="h-12" />
            <Skeleton className="h-12" />
          </div>
        ) : (
          members.isError && (
            <ProblemCard error={members.error} busy={members.isFetching} onRetry={() => void members.refetch()} />
          )
        )}
        {all.length > 0 && (
          <ul className="-my-3 divide-y divide-border" aria-label="Members">
            {all.map((member) => (
              <MemberRow
                key={member.id}
                member={member}
                self={member.userId === userId}
                roles={mayWrite && (member.role !== "owner" || ownRole === "owner") ? rolesToGive(workspace) : []}
                onRole={(role) => change.mutate({ id: member.id, role })}
                onRemove={() => setRemoving(member)}
              />
            ))}
          </ul>
        )}
      </div>
      {removing !== undefined && (
        <RemoveMember
          workspace={slug}
          member={removing}
          self={removing.userId === userId}
          onClose={() => setRemoving(undefined)}
        />
      )}
    </Card>
  );
}
