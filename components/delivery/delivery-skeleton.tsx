import { Skeleton } from "@/components/ui/skeleton";

export function DeliverySkeleton() {
  return (
    <div aria-busy="true" className="@container flex flex-col gap-6">
      <p className="sr-only">The delivery is loading.</p>
      <div className="flex flex-col gap-3">
        <Skeleton className="h-7 w-64 max-w-full" />
        <Skeleton className="h-4 w-96 max-w-full" />
        <Skeleton className="h-8 w-72 max-w-full" />
      </div>
      <Skeleton className="h-40 rounded-lg" />
      <div className="grid gap-6 @5xl:grid-cols-[20rem_minmax(0,1fr)]">
        <Skeleton className="h-80 rounded-lg" />
        <Skeleton className="h-80 rounded-lg" />
      </div>
    </div>
  );
}
