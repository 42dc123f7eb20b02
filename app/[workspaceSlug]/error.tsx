"use client";

import { PlainMessage } from "@/components/layout/plain-message";

export default function WorkspaceErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <PlainMessage title="This page could not be shown" onRetry={reset}>
      <p>Nothing was changed. The server’s log has the cause.</p>
      {error.digest !== undefined && (
        <p className="mt-1 text-[0.8125rem]">
          Reference <code className="font-mono select-all">{error.digest}</code>
        </p>
      )}
    </PlainMessage>
  );
}
