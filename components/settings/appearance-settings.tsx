"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { type ReactNode, useSyncExternalStore } from "react";
import { useNow } from "@/components/layout/now";
import { usePreferences } from "@/components/layout/preferences";
import { Card } from "@/components/ui/card";
import { Segmented } from "@/components/ui/segmented";
import { Time } from "@/components/values/time";
import { formatZone } from "@/lib/client/format-time";

const HOUR_MS = 3_600_000;
const THEMES = [
  { value: "system", label: <Choice icon={<Monitor aria-hidden className="size-4" />}>As the system</Choice> },
  { value: "light", label: <Choice icon={<Sun aria-hidden className="size-4" />}>Light</Choice> },
  { value: "dark", label: <Choice icon={<Moon aria-hidden className="size-4" />}>Dark</Choice> },
] as const;

/** How this browser shows the pages; kept in it, at once, for every workspace. */
export function AppearanceSettings() {
  const { theme, setTheme } = useTheme();
  const [{ zone, hour12, density, browserZone }, change] = usePreferences();
  const nowMs = useNow(HOUR_MS);
  // The theme is known in the browser alone.
  const known = useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  );
  return (
    <>
      <Card title="Look">
        <div className="flex flex-col gap-5">
          <Setting label="Theme">
            <Segmented
              label="Theme"
              value={(known && THEMES.find(({ value }) => value === theme)?.value) || "system"}
              options={THEMES}
              onChange={setTheme}
            />
          </Setting>
          <Setting label="Density" hint="How close the rows of the deliveries are.">
            <Segmented
              label="Density"
              value={density}
              options={[
                { value: "comfortable", label: "Comfortable" },
                { value: "compact", label: "Compact" },
              ]}
              onChange={(value) => change({ density: value })}
            />
          </Setting>
        </div>
      </Card>
      <Card title="Times">
        <div className="flex flex-col gap-5">
          <Setting label="Time zone" hint="Pointing at a time shows it in both zones.">
            <Segmented
              label="Time zone"
              value={zone}
              options={[
                { value: "local", label: browserZone === null ? "Local" : `Local (${formatZone(browserZone, nowMs)})` },
                { value: "utc", label: "UTC" },
              ]}
              onChange={(value) => change({ zone: value })}
            />
          </Setting>
          <Setting label="Clock">
            <Segmented
              label="Clock"
              value={hour12 ? "12" : "24"}
              options={[
                { value: "24", label: "24 hours" },
                { value: "12", label: "12 hours" },
              ]}
              onChange={(value) => change({ hour12: value === "12" })}
            />
          </Setting>
          <p className="border-t border-border pt-4 text-muted">
            The beginning of this hour reads <Time iso={new Date(nowMs).toISOString()} className="text-foreground" />.
          </p>
        </div>
      </Card>
    </>
  );
}

function Choice({ icon, children }: { icon: ReactNode; children: string }) {
  return (
    <>
      {icon}
      {children}
    </>
  );
}

function Setting({ label, hint, children }: { label: string; hint?: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
      <div>
        <p className="font-medium">{label}</p>
        {hint !== undefined && <p className="text-[0.8125rem] text-muted">{hint}</p>}
      </div>
      {children}
    </div>
  );
}
