"use client";

import { useMutation } from "@tanstack/react-query";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { acceptInvitation } from "@/lib/client/members";

export function AcceptInvitation({ token }: { token: string }) {
  const accept = useMutation({
    mutationFn: () => acceptInvitation(token),
    onSuccess: ({ workspace }) => window.location.assign(`/${workspace.slug}`),
  });
  return (
    <div className="flex flex-col gap-4">
      {accept.isError && <Alert tone="bad" title={accept.error.message} />}
      <Button busy={accept.isPending || accept.isSuccess} onClick={() => accept.mutate()}>
        Accept invitation
      </Button>
    </div>
  );
}
