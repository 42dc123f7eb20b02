"use client";

import { CircleUserRound, Sun } from "lucide-react";
import dynamic from "next/dynamic";
import { usePreferences } from "@/components/layout/preferences";
import { IconButton } from "@/components/ui/icon-button";
import { WorkspaceFace } from "./workspace-face";

// Menus come after the first view: their parts weigh as much as a page's own code. Until then their buttons hold the place.

export const ThemeMenu = dynamic(() => import("./theme-menu").then((module) => module.ThemeMenu), {
  ssr: false,
  loading: () => (
    <IconButton label="Theme" disabled>
      <Sun aria-hidden className="size-4" />
    </IconButton>
  ),
});

export const UserMenu = dynamic(() => import("./user-menu").then((module) => module.UserMenu), {
  ssr: false,
  loading: () => (
    <IconButton label="Your account" disabled>
      <CircleUserRound aria-hidden className="size-5" />
    </IconButton>
  ),
});

export const WorkspaceSwitcher = dynamic(
  () => import("./workspace-switcher").then((module) => module.WorkspaceSwitcher),
  { ssr: false, loading: SwitcherPlace },
);

function SwitcherPlace() {
  const [{ sidebar }] = usePreferences();
  return (
    <span className="flex min-h-10 w-full min-w-0 items-center gap-2.5 px-1.5 font-medium">
      <WorkspaceFace rail={sidebar === "rail"} />
    </span>
  );
}
