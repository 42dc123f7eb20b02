"use client";

import { useMutation } from "@tanstack/react-query";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { signOutEverywhere } from "@/lib/client/account";

export function SignOutEverywhere() {
  const signOut = useMutation({ mutationFn: signOutEverywhere, onSuccess: () => window.location.assign("/sign-in") });
  return (
    <Card
      title="Sessions"
      description="Lost a laptop? End every session at once, this one too. API keys go on working."
    >
      <div className="flex flex-col items-start gap-4">
        {signOut.isError && <Alert tone="bad" title={signOut.error.message} />}
        <Button variant="danger" busy={signOut.isPending || signOut.isSuccess} onClick={() => signOut.mutate()}>
          Sign out everywhere
        </Button>
      </div>
    </Card>
  );
}
