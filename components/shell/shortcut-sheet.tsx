"use client";

import { useState } from "react";
import { usePreferences } from "@/components/layout/preferences";
import { useShortcut, useShortcuts } from "@/components/layout/shortcuts";
import { useLinks } from "@/components/layout/workspace-context";
import { TextLink } from "@/components/layout/text-link";
import { Sheet } from "@/components/ui/sheet";
import { ShortcutKeys } from "./shortcut-keys";

/** Lists the shortcuts that work on the page that is open. */
export function ShortcutSheet() {
  const [isOpen, setOpen] = useState(false);
  const { shortcuts } = useShortcuts();
  const [{ singleKeys }] = usePreferences();
  const links = useLinks();
  useShortcut("?", "Show this list", () => setOpen(true), { group: "Everywhere" });
  if (!isOpen) return null;
  const groups = [...new Set(shortcuts.map(({ group }) => group))];
  return (
    <Sheet title="Keyboard shortcuts" onClose={() => setOpen(false)}>
      <div className="flex flex-col gap-5">
        {groups.map((group) => (
          <section key={group} aria-label={group}>
            <h3 className="mb-1 text-[0.8125rem] font-medium text-muted">{group}</h3>
            <dl className="flex flex-col">
              {shortcuts
                .filter((shortcut) => shortcut.group === group)
                .map((shortcut) => (
                  <div key={shortcut.id} className="flex min-h-8 items-center justify-between gap-4">
                    <dt>{shortcut.label}</dt>
                    <dd>
                      <ShortcutKeys keys={shortcut.keys} />
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
        <p className="text-[0.8125rem] text-muted">
          {singleKeys ? "Single keys can be switched off under " : "Single keys are switched off under "}
          <TextLink href={links.settings("accessibility")}>Accessibility</TextLink>.
        </p>
      </div>
    </Sheet>
  );
}
