import clsx from "clsx";
import { parseUrl } from "@/lib/core/parse-url";

/** A URL on one line, the host first to be seen. */
export function UrlText({ url, className }: { url: string; className?: string }) {
  const parsed = parseUrl(url);
  return (
    <span title={url} className={clsx("block truncate font-mono text-[0.8125rem] text-muted", className)}>
      {parsed === null ? (
        url
      ) : (
        <>
          {parsed.protocol !== "https:" && `${parsed.protocol}//`}
          <span className="font-medium text-foreground">{parsed.host}</span>
          {parsed.pathname}
          {parsed.search}
        </>
      )}
    </span>
  );
}
