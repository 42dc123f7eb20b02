"use client";

import { usePreferences } from "@/components/layout/preferences";
import { Card } from "@/components/ui/card";
import { Kbd } from "@/components/ui/kbd";
import { Switch } from "@/components/ui/switch";

/** What helps to use the pages without a mouse, without a screen, or in peace; kept in this browser. */
export function AccessibilitySettings() {
  const [{ singleKeys, announceLive }, change] = usePreferences();
  return (
    <>
      <Card title="Keyboard">
        <Switch
          label="Single-key shortcuts"
          hint={
            <>
              Such as <Kbd>J</Kbd>, <Kbd>R</Kbd> and <Kbd>/</Kbd>. Off, only combinations with Ctrl or ⌘ work. With
              speech input, or keys that are pressed by accident, off is safer. <Kbd>?</Kbd> lists them all while it is
              on.
            </>
          }
          checked={singleKeys}
          onChange={(checked) => change({ singleKeys: checked })}
        />
      </Card>
      <Card title="Screen readers">
        <Switch
          label="Announce live updates"
          hint="Says every few seconds how many rows are new while a list keeps itself up to date. Messages about what you did are always said."
          checked={announceLive}
          onChange={(checked) => change({ announceLive: checked })}
        />
      </Card>
      <Card title="Motion">
        <p className="text-muted">
          Nothing slides or fades when your system asks for less motion. It is set in the system: in Windows under
          Accessibility, Visual effects; in macOS under Accessibility, Motion; in GNOME under Accessibility, Seeing.
        </p>
      </Card>
    </>
  );
}
