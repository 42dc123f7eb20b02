import { ProblemError } from "@/lib/client/fetcher";
import { Alert } from "./alert";
import { Button } from "./button";

/** What went wrong with one part of a page, the id to ask about it, and a way to try again. */
export function ProblemCard({
  error,
  onRetry,
  busy = false,
}: {
  error: unknown;
  onRetry?: () => void;
  busy?: boolean;
}) {
  const problem = error instanceof ProblemError ? error : undefined;
  return (
    <Alert tone="bad" title={problem?.message ?? "This part could not be shown."}>
      {problem?.requestId !== undefined && (
        <p className="text-[0.8125rem] text-muted">
          Request <code className="font-mono select-all">{problem.requestId}</code>
        </p>
      )}
      {onRetry !== undefined && (
        <Button size="sm" variant="secondary" className="mt-2" busy={busy} onClick={onRetry}>
          Try again
        </Button>
      )}
    </Alert>
  );
}
