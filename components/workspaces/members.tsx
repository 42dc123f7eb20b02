"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { changeRole, listMembers, memberKeys } from "@/lib/client/members";
import type { Member } from "@/lib/workspaces/schemas";
import { MemberRow } from "./member-row";
import { RemoveMember } from "./remove-member";
import { rolesToGive, type Viewer } from "./viewer";

type Props = { workspace: string; viewer: Viewer; initial: { data: Member[]; nextCursor: string | null } };

export function Members({ workspace, viewer, initial }: Props) {
  const [removing, setRemoving] = useState<Member>();
  const client = useQueryClient();
  const members = useQuery({
    queryKey: memberKeys.members(workspace),
    queryFn: ({ signal }) => listMembers(workspace, signal),
    initialData: initial,
  });
  const change = useMutation({
    mutationFn: ({ id, role }: Pick<Member, "id" | "role">) => changeRole(workspace, id, { role }),
    onSettled: () => client.invalidateQueries({ queryKey: memberKeys.members(workspace) }),
  });
  return (
    <Card title="People" description={viewer.mayWrite ? undefined : "Owners and admins can change this list."}>
      <div className="flex flex-col gap-4">
        {change.isError && <Alert tone="bad" title={change.error.message} />}
        {members.isError && (
          <Alert tone="warn" title="The list may be out of date.">
            <Button size="sm" variant="secondary" className="mt-2" onClick={() => void members.refetch()}>
              Load again
            </Button>
          </Alert>
        )}
        <ul className="-my-3 divide-y divide-border">
          {members.data.data.map((member) => (
            <MemberRow
              key={member.id}
              member={member}
              self={member.userId === viewer.userId}
              roles={viewer.mayWrite && (member.role !== "owner" || viewer.role === "owner") ? rolesToGive(viewer) : []}
              onRole={(role) => change.mutate({ id: member.id, role })}
              onRemove={() => setRemoving(member)}
            />
          ))}
        </ul>
      </div>
      {removing !== undefined && (
        <RemoveMember
          workspace={workspace}
          member={removing}
          self={removing.userId === viewer.userId}
          onClose={() => setRemoving(undefined)}
        />
      )}
    </Card>
  );
}
