"use client";

import { Pause, Play } from "lucide-react";
import { useState } from "react";
import { usePaletteAction } from "@/components/layout/palette-actions";
import { useWorkspace } from "@/components/layout/workspace-context";
import { Button } from "@/components/ui/button";
import type { QueueStats } from "@/lib/client/queue";
import { PauseDialog } from "./pause-dialog";
import { ResumeDialog } from "./resume-dialog";

/** Holds all deliveries of the workspace, or lets them go. */
export function PauseControl({ stats }: { stats: QueueStats | undefined }) {
  const { may, why } = useWorkspace();
  const [open, setOpen] = useState<"pause" | "resume">();
  const isPaused = stats?.pausedBy != null;
  const verb = isPaused ? "resume" : "pause";
  const label = isPaused ? "Resume deliveries" : "Pause deliveries";
  const mayPause = may("webhooks:write");
  usePaletteAction(
    mayPause && stats !== undefined ? { id: "queue-pause", label, run: () => setOpen(verb) } : undefined,
  );
  const Icon = isPaused ? Play : Pause;
  return (
    <>
      <Button
        variant={isPaused ? "primary" : "secondary"}
        disabled={!mayPause || stats === undefined}
        title={mayPause ? undefined : why("webhooks:write")}
        onClick={() => setOpen(verb)}
      >
        <Icon aria-hidden className="size-4" />
        {label}
      </Button>
      {open === "pause" && stats !== undefined && <PauseDialog stats={stats} onClose={() => setOpen(undefined)} />}
      {open === "resume" && stats?.pausedBy != null && (
        <ResumeDialog pausedBy={stats.pausedBy} held={stats.held} onClose={() => setOpen(undefined)} />
      )}
    </>
  );
}
