"use client";

import { PageHeading } from "@/components/layout/page-heading";
import { Button } from "@/components/ui/button";

export default function WorkspaceErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <>
      <PageHeading title="This page could not be shown">
        <p>Nothing was changed. The server’s log has the cause.</p>
        {error.digest !== undefined && (
          <p className="mt-1 text-[0.8125rem]">
            Reference <code className="font-mono select-all">{error.digest}</code>
          </p>
        )}
      </PageHeading>
      <Button onClick={reset} className="self-start">
        Try again
      </Button>
    </>
  );
}
