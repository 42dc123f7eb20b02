"use client";

import { useEffect, useState } from "react";
import { CopyIcon } from "@/components/ui/copy-icon";
import { formatBytes } from "@/components/values/bytes";
import { formatCount } from "@/components/values/count";
import { sha256Hex } from "./body-text";

/** Size and digest of the very bytes, to compare with what the other side has. */
export function BodyFacts({ bytes }: { bytes: Uint8Array<ArrayBuffer> }) {
  const [digest, setDigest] = useState<{ of: Uint8Array; hex: string | null }>();
  useEffect(() => {
    let isCurrent = true;
    void sha256Hex(bytes).then((hex) => isCurrent && setDigest({ of: bytes, hex }));
    return () => {
      isCurrent = false;
    };
  }, [bytes]);
  const hex = digest?.of === bytes ? digest.hex : undefined;
  const size =
    bytes.length < 1_024 ? `${bytes.length} B` : `${formatBytes(bytes.length)} (${formatCount(bytes.length)} bytes)`;
  return (
    <p className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-border bg-raised px-3 py-1.5 text-[0.8125rem] text-muted">
      <span className="whitespace-nowrap">{size}</span>
      <span className="flex min-w-0 items-center gap-1.5">
        <span className="whitespace-nowrap">SHA-256</span>
        {hex === undefined && <span aria-hidden>…</span>}
        {hex === null && <span>needs https</span>}
        {typeof hex === "string" && (
          <>
            <code data-sha256 title={hex} className="truncate font-mono">
              {hex}
            </code>
            <CopyIcon text={hex} label="Copy SHA-256" />
          </>
        )}
      </span>
    </p>
  );
}
