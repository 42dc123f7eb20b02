"use client";

import { Eye, EyeOff } from "lucide-react";
import { useEffect, useState } from "react";
import { useWorkspace } from "@/components/layout/workspace-context";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { ProblemCard } from "@/components/ui/problem-card";
import { Countdown } from "@/components/values/countdown";
import { readSecret } from "@/lib/client/webhooks";

const SHOWN_MS = 30_000;
const MASK = "whsec_••••••••••••••••••••••••••••••••••••••••••••";

type Shown = { secret: string; previousSecret: string | null; untilMs: number };

/**
 * The secret, behind a mask. It is asked for when somebody wants to see it, kept by this component alone, and gone after
 * half a minute.
 */
export function SecretReveal({ webhookId }: { webhookId: string }) {
  const { slug, may, why } = useWorkspace();
  const [shown, setShown] = useState<Shown>();
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  useEffect(() => {
    if (shown === undefined) return;
    const timer = setTimeout(() => setShown(undefined), shown.untilMs - Date.now());
    return () => clearTimeout(timer);
  }, [shown]);
  // Not a query: nothing but this state may hold a secret.
  const reveal = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const { secret, previousSecret } = await readSecret(slug, webhookId);
      setShown({ secret, previousSecret, untilMs: Date.now() + SHOWN_MS });
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  const mayRead = may("secrets:read");
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <code className="min-h-10 min-w-0 flex-1 basis-80 rounded-lg border border-border bg-raised px-3 py-2.5 font-mono text-[0.8125rem] wrap-anywhere">
          {shown?.secret ?? (
            <>
              <span className="sr-only">Hidden</span>
              <span aria-hidden>{MASK}</span>
            </>
          )}
        </code>
        {shown === undefined ? (
          <Button
            size="sm"
            variant="secondary"
            busy={isBusy}
            disabled={!mayRead}
            title={mayRead ? undefined : why("secrets:read")}
            onClick={() => void reveal()}
          >
            <Eye aria-hidden className="size-4" />
            Reveal
          </Button>
        ) : (
          <>
            <CopyButton text={shown.secret} label="Copy signing secret" />
            <Button size="sm" variant="secondary" onClick={() => setShown(undefined)}>
              <EyeOff aria-hidden className="size-4" />
              Hide
            </Button>
          </>
        )}
      </div>
      {shown?.previousSecret != null && (
        <p className="text-[0.8125rem] text-muted">
          Before the rotation: <code className="font-mono wrap-anywhere select-all">{shown.previousSecret}</code>
        </p>
      )}
      {shown !== undefined && (
        <p className="text-[0.8125rem] text-muted">
          Hidden again in <Countdown to={new Date(shown.untilMs).toISOString()} />. Your look is in the audit log.
        </p>
      )}
      {!mayRead && <p className="text-[0.8125rem] text-muted">{why("secrets:read")}</p>}
      {error !== undefined && <ProblemCard error={error} onRetry={() => void reveal()} />}
    </div>
  );
}
