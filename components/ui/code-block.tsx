import type { ReactNode } from "react";
import { CopyButton } from "./copy-button";

/**
 * Text to be copied as it stands. Long lines wrap, so that nothing is hidden and nothing needs to scroll.
 * @param children the same text in colours, where somebody made them.
 */
export function CodeBlock({ label, code, children }: { label: string; code: string; children?: ReactNode }) {
  return (
    <div className="min-w-0 overflow-hidden rounded-lg border border-border bg-raised">
      <div className="flex items-center justify-between gap-3 border-b border-border py-1.5 pr-1.5 pl-3">
        <span className="text-[0.8125rem] font-medium text-muted">{label}</span>
        <CopyButton text={code} label={`Copy ${label}`} />
      </div>
      <pre className="p-3 font-mono text-[0.8125rem] leading-relaxed wrap-anywhere whitespace-pre-wrap">
        <code>{children ?? code}</code>
      </pre>
    </div>
  );
}
