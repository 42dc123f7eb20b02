"use client";

import dynamic from "next/dynamic";
import { PlotSkeleton } from "./plot-skeleton";

/** Deliveries over time; the drawing code comes when a page first shows a chart. */
export const VolumeChart = dynamic(() => import("./volume-plot").then(({ VolumePlot }) => VolumePlot), {
  ssr: false,
  loading: () => <PlotSkeleton />,
});
