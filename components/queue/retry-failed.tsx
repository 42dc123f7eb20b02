"use client";

import { RotateCcw, X } from "lucide-react";
import { useState } from "react";
import { usePaletteAction } from "@/components/layout/palette-actions";
import { useWorkspace } from "@/components/layout/workspace-context";
import { Button } from "@/components/ui/button";
import { formatAtLeast } from "@/components/values/count";
import { RetryFailedDialog } from "./retry-failed-dialog";
import { useRetryFailed } from "./use-retry-failed";

/** What is sent again without asking first. */
const AT_ONCE_MAX = 25;

/** Sends everything again that failed: a few after a moment in which it can be called off, many after a question. */
export function RetryFailed({ failed = 0, isCapped = false }: { failed?: number; isCapped?: boolean }) {
  const { may, why } = useWorkspace();
  const [isAsking, setAsking] = useState(false);
  const retry = useRetryFailed();
  const mayRetry = may("deliveries:write");
  const press = () => {
    if (retry.isCounting) retry.callOff();
    else if (failed > AT_ONCE_MAX) setAsking(true);
    else retry.startSoon(failed);
  };
  usePaletteAction(
    mayRetry && failed > 0 ? { id: "queue-retry-failed", label: "Retry failed deliveries", run: press } : undefined,
  );
  const Icon = retry.isCounting ? X : RotateCcw;
  // One button for both, so that the focus stays on it.
  return (
    <>
      <Button
        variant="secondary"
        disabled={!mayRetry || (failed === 0 && !retry.isCounting)}
        title={mayRetry ? undefined : why("deliveries:write")}
        busy={retry.isPending}
        onClick={press}
      >
        {!retry.isPending && <Icon aria-hidden className="size-4" />}
        {retry.isCounting ? "Cancel retry" : `Retry failed (${formatAtLeast(failed, !isCapped)})`}
      </Button>
      {isAsking && <RetryFailedDialog retry={retry} onClose={() => setAsking(false)} />}
      {retry.error !== null && !isAsking && (
        <p role="alert" className="basis-full text-[0.8125rem] text-bad">
          {retry.error.message}
        </p>
      )}
    </>
  );
}
