"use client";

import { PlainMessage } from "@/components/layout/plain-message";

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main id="main" className="mx-auto max-w-prose px-4 py-14">
      <PlainMessage title="Something went wrong" onRetry={reset}>
        <p>Nothing was changed. The server’s log has the cause.</p>
        {error.digest !== undefined && <p className="font-mono text-[0.8125rem]">{error.digest}</p>}
      </PlainMessage>
    </main>
  );
}
