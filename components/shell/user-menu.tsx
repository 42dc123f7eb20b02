"use client";

import { useMutation } from "@tanstack/react-query";
import { CircleUserRound, LogOut, UserRound } from "lucide-react";
import { DropdownMenu, MenuItem, MenuLink, MenuSeparator } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import { useToast } from "@/components/ui/toast";

export type UserFacts = { name: string | null; email: string };

export function UserMenu({ user }: { user: UserFacts }) {
  const toast = useToast();
  const signOut = useMutation({
    // Loaded when it is needed: it would be a fifth of what this frame weighs.
    mutationFn: async () => (await import("@/lib/client/sign-in")).endSession(),
    onSuccess: () => window.location.assign("/sign-in"),
    onError: () =>
      toast({ tone: "bad", title: "You are still signed in", description: "Signing out failed. Try again." }),
  });
  return (
    <DropdownMenu
      trigger={
        <IconButton label="Your account">
          <CircleUserRound aria-hidden className="size-5" />
        </IconButton>
      }
    >
      <div className="px-2.5 py-1.5">
        <p className="truncate font-medium">
          <bdi>{user.name ?? user.email}</bdi>
        </p>
        <p className="truncate text-[0.8125rem] text-muted">{user.email}</p>
      </div>
      <MenuSeparator />
      <MenuLink href="/account" icon={<UserRound aria-hidden className="size-4 text-muted" />}>
        Account
      </MenuLink>
      <MenuItem icon={<LogOut aria-hidden className="size-4 text-muted" />} onSelect={() => signOut.mutate()}>
        Sign out
      </MenuItem>
    </DropdownMenu>
  );
}
