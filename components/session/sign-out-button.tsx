"use client";

import { useMutation } from "@tanstack/react-query";
import { endSession } from "@/lib/client/sign-in";

export function SignOutButton({ className }: { className: string }) {
  const signOut = useMutation({ mutationFn: endSession, onSuccess: () => window.location.assign("/sign-in") });
  return (
    <button type="button" className={className} onClick={() => signOut.mutate()}>
      {signOut.isPending || signOut.isSuccess
        ? "Signing out…"
        : signOut.isError
          ? "That failed: sign out again"
          : "Sign out"}
    </button>
  );
}
