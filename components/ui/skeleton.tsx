import clsx from "clsx";

/** Holds the place of what is still loading, in its size. The part around it says `aria-busy`. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={clsx("block animate-pulse rounded-md bg-raised", className)} />;
}
