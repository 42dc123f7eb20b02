"use client";

import { useMutation } from "@tanstack/react-query";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { endSession } from "@/lib/client/sign-in";

/** For whoever is signed in with another address than the one that was invited. */
export function SwitchAccount({ signedInAs, invited, path }: { signedInAs: string; invited: string; path: string }) {
  const change = useMutation({
    mutationFn: endSession,
    onSuccess: () =>
      window.location.assign(`/sign-in?email=${encodeURIComponent(invited)}&next=${encodeURIComponent(path)}`),
  });
  return (
    <div className="flex flex-col gap-4">
      <Alert tone="warn" title="This invitation is for another address.">
        <p>You are signed in as {signedInAs}.</p>
      </Alert>
      {change.isError && <Alert tone="bad" title="Signing out did not work. Try again." />}
      <Button busy={change.isPending || change.isSuccess} onClick={() => change.mutate()}>
        Sign in with another account
      </Button>
    </div>
  );
}
