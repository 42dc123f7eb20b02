"use client";

import { ChartColumn } from "lucide-react";
import Link from "next/link";
import { usePreferences } from "@/components/layout/preferences";
import { useLinks, useWorkspace } from "@/components/layout/workspace-context";
import { Button, buttonClass } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";

/** What stands in place of the figures before there is anything to count. */
export function FirstRun() {
  const { slug, may } = useWorkspace();
  const links = useLinks();
  const [{ dismissedChecklists }, setPreferences] = usePreferences();
  const isDismissed = dismissedChecklists.includes(slug);
  const showAgain = () =>
    setPreferences({ dismissedChecklists: dismissedChecklists.filter((dismissed) => dismissed !== slug) });
  return (
    <Card title="Figures">
      <EmptyState
        icon={<ChartColumn className="size-5" />}
        title="Nothing has been delivered yet"
        actions={
          <>
            {isDismissed && (
              <Button variant="secondary" size="sm" onClick={showAgain}>
                Show the first steps
              </Button>
            )}
            {may("events:write") && (
              <Link href={links.newEvent()} className={buttonClass({ variant: "secondary", size: "sm" })}>
                Send an event
              </Link>
            )}
          </>
        }
      >
        Success rates, latencies and what needs attention are shown here after the first delivery.
      </EmptyState>
    </Card>
  );
}
