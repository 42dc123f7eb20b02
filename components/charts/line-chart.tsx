"use client";

import dynamic from "next/dynamic";
import { PlotSkeleton } from "./plot-skeleton";

export const LineChart = dynamic(() => import("./line-plot").then(({ LinePlot }) => LinePlot), {
  ssr: false,
  loading: () => <PlotSkeleton />,
});
