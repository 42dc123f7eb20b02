import type { ReactNode } from "react";
import { buttonClass } from "@/components/ui/button-class";

/** What an error page says, made of the plainest parts: every page loads it, and most never show it. */
export function PlainMessage({
  title,
  onRetry,
  children,
}: {
  title: string;
  onRetry: () => void;
  children: ReactNode;
}) {
  return (
    <div className="flex flex-col items-start gap-4">
      <h1 tabIndex={-1} className="text-xl font-semibold tracking-tight">
        {title}
      </h1>
      <div className="text-muted">{children}</div>
      <button type="button" onClick={onRetry} className={buttonClass()}>
        Try again
      </button>
    </div>
  );
}
