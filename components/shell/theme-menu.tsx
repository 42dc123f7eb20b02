"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { DropdownMenu, MenuRadio } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";

const OPTIONS = [
  { value: "system", label: "As the system", icon: <Monitor aria-hidden className="size-4 text-muted" /> },
  { value: "light", label: "Light", icon: <Sun aria-hidden className="size-4 text-muted" /> },
  { value: "dark", label: "Dark", icon: <Moon aria-hidden className="size-4 text-muted" /> },
] as const;

export function ThemeMenu() {
  const { theme, setTheme } = useTheme();
  return (
    <DropdownMenu
      trigger={
        <IconButton label="Theme">
          <Sun aria-hidden className="size-4 dark:hidden" />
          <Moon aria-hidden className="hidden size-4 dark:block" />
        </IconButton>
      }
    >
      <MenuRadio
        value={OPTIONS.find(({ value }) => value === theme)?.value ?? "system"}
        options={OPTIONS}
        onChange={setTheme}
      />
    </DropdownMenu>
  );
}
