"use client";

import { MessagePage } from "@/components/layout/message-page";
import { Button } from "@/components/ui/button";

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <MessagePage title="Something went wrong" action={<Button onClick={reset}>Try again</Button>}>
      <p>Nothing was changed. The server’s log has the cause.</p>
      {error.digest !== undefined && <p className="font-mono text-[0.8125rem]">{error.digest}</p>}
    </MessagePage>
  );
}
