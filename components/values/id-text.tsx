import clsx from "clsx";
import { CopyIcon } from "@/components/ui/copy-icon";

const HEAD = 8;
const TAIL = 6;

/** An id with its middle left out, and a way to copy all of it. Ids of one moment differ at their ends only. */
export function IdText({
  id,
  copy = false,
  whole = false,
  className,
}: {
  id: string;
  copy?: boolean;
  whole?: boolean;
  className?: string;
}) {
  const isShort = whole || id.length <= HEAD + TAIL + 1;
  return (
    <span className={clsx("inline-flex max-w-full items-center gap-1 font-mono text-[0.8125rem]", className)}>
      <span title={id} className="truncate">
        {isShort ? id : `${id.slice(0, HEAD)}…${id.slice(-TAIL)}`}
      </span>
      {copy && <CopyIcon text={id} label={`Copy ${id}`} />}
    </span>
  );
}
