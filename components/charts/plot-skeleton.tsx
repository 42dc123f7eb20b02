import { Skeleton } from "@/components/ui/skeleton";

/** Holds a chart's place in its own height, while its figures or its code still come. */
export function PlotSkeleton({ height = 220 }: { height?: number }) {
  return (
    <div aria-hidden style={{ height }} className="flex w-full items-end gap-[2%] pl-13">
      {[45, 62, 38, 74, 58, 82, 66, 40, 54, 70, 48, 60].map((percent, index) => (
        <div key={index} style={{ height: `${percent}%` }} className="flex-1">
          <Skeleton className="h-full" />
        </div>
      ))}
    </div>
  );
}
