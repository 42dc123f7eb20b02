import { Skeleton } from "@/components/ui/skeleton";

const ROWS = 8;

/** The list while it is loading, in its own heights. */
export function ListSkeleton() {
  return (
    <div aria-busy="true" className="flex flex-col gap-4">
      <Skeleton className="h-10 w-full max-w-96" />
      <div className="divide-y divide-border overflow-hidden rounded-lg border border-border bg-surface">
        <Skeleton className="h-9 rounded-none" />
        {Array.from({ length: ROWS }, (_, index) => (
          <div key={index} className="flex h-[4.25rem] items-center gap-4 px-4">
            <Skeleton className="size-4.5" />
            <div className="flex-1">
              <Skeleton className="h-4 w-40" />
              <Skeleton className="mt-2 h-3.5 w-64 max-w-full" />
            </div>
            <Skeleton className="h-6 w-24" />
          </div>
        ))}
      </div>
    </div>
  );
}
