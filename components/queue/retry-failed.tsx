"use client";

import { RotateCcw } from "lucide-react";
import { useState } from "react";
import { usePaletteAction } from "@/components/layout/palette-actions";
import { useWorkspace } from "@/components/layout/workspace-context";
import { Button } from "@/components/ui/button";
import { Tooltip } from "@/components/ui/tooltip";
import { formatCount } from "@/components/values/count";
import { RetryFailedDialog } from "./retry-failed-dialog";
import { useRetryFailed } from "./use-retry-failed";

/** What is sent again without asking first. */
const AT_ONCE_MAX = 25;

/** Sends everything again that failed: a few after a moment in which it can be called off, many after a question. */
export function RetryFailed({ failed }: { failed: number | undefined }) {
  const { may, why } = useWorkspace();
  const [isAsking, setAsking] = useState(false);
  const retry = useRetryFailed();
  const mayRetry = may("deliveries:write");
  const isNone = failed === undefined || failed === 0;
  const start = () => {
    if (!mayRetry || isNone) return;
    if (failed > AT_ONCE_MAX) setAsking(true);
    else retry.startSoon(failed);
  };
  usePaletteAction(
    mayRetry && !isNone ? { id: "queue-retry-failed", label: "Retry failed deliveries", run: start } : undefined,
  );
  if (retry.isCounting)
    return (
      <Button variant="secondary" onClick={retry.callOff}>
        Cancel retry
      </Button>
    );
  const button = (
    <Button
      variant="secondary"
      disabled={isNone}
      aria-disabled={!mayRetry || undefined}
      busy={retry.isPending}
      className={mayRetry ? undefined : "cursor-not-allowed opacity-60"}
      onClick={start}
    >
      <RotateCcw aria-hidden className="size-4" />
      Retry failed{failed === undefined ? "" : ` (${formatCount(failed)})`}
    </Button>
  );
  return (
    <>
      {mayRetry ? button : <Tooltip content={why("deliveries:write")}>{button}</Tooltip>}
      {isAsking && <RetryFailedDialog retry={retry} onClose={() => setAsking(false)} />}
    </>
  );
}
