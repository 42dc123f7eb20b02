"use client";

import { Pause, Play } from "lucide-react";
import { useState } from "react";
import { type EndpointDialog, EndpointDialogs } from "@/components/endpoints/endpoint-dialogs";
import { EndpointMenu } from "@/components/endpoints/endpoint-menu";
import type { StatusChange } from "@/components/endpoints/use-endpoint-acts";
import { useWorkspace } from "@/components/layout/workspace-context";
import { IconButton } from "@/components/ui/icon-button";
import type { EndpointRow } from "./endpoint-row";

export function RowActions({ row: { webhook }, onChange }: { row: EndpointRow; onChange: StatusChange }) {
  const { may } = useWorkspace();
  const [dialog, setDialog] = useState<EndpointDialog>();
  const isActive = webhook.status === "active";
  const verb = isActive ? "pause" : webhook.status === "paused" ? "resume" : "enable";
  const Icon = isActive ? Pause : Play;
  return (
    <span className="inline-flex items-center">
      {may("webhooks:write") && (
        <IconButton label={`${WORDS[verb]} ${webhook.name}`} onClick={() => onChange({ webhook, verb })}>
          <Icon aria-hidden className="size-4" />
        </IconButton>
      )}
      <EndpointMenu webhook={webhook} withAll onOpen={setDialog} />
      <EndpointDialogs webhook={webhook} open={dialog} onClose={() => setDialog(undefined)} />
    </span>
  );
}

const WORDS = { pause: "Pause", resume: "Resume", enable: "Enable" };
