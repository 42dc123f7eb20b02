import { z } from "zod";
import { defineOperation } from "../operation";

const tag = "Operations";

const Liveness = z.object({ status: z.literal("live") }).meta({ id: "Liveness" });

export const Readiness = z
  .object({
    status: z.enum(["ready", "degraded", "not_ready"]),
    checks: z.object({
      database: z.enum(["ok", "unreachable"]),
      migrations: z.enum(["ok", "missing", "unknown"]),
      queue: z
        .enum(["ok", "unreachable"])
        .meta({ description: "Without it events are still accepted, and found by the workers' sweep" }),
    }),
  })
  .meta({ id: "Readiness" });
export type Readiness = z.output<typeof Readiness>;

export const getLivenessOperation = defineOperation({
  id: "getLiveness",
  method: "GET",
  path: "/api/health/live",
  tag,
  summary: "Whether the process is up; asks nothing else",
  scope: "public",
  status: 200,
  response: Liveness,
});

export const getReadinessOperation = defineOperation({
  id: "getReadiness",
  method: "GET",
  path: "/api/health/ready",
  tag,
  summary: "Whether the process can do its work, and which part cannot",
  scope: "public",
  status: 200,
  response: Readiness,
  otherStatuses: { 503: "The database is not reachable or not migrated" },
});

export const getMetricsOperation = defineOperation({
  id: "getMetrics",
  method: "GET",
  path: "/api/metrics",
  tag,
  summary: "Metrics for Prometheus; with METRICS_TOKEN as bearer token, or from loopback when none is set",
  scope: "public",
  status: 200,
  contentType: "text/plain; version=0.0.4; charset=utf-8",
  refusals: ["unauthenticated", "forbidden"],
});

export const getOpenApiOperation = defineOperation({
  id: "getOpenApi",
  method: "GET",
  path: "/api/openapi.json",
  tag,
  summary: "This document",
  scope: "public",
  status: 200,
  response: z.record(z.string(), z.unknown()),
});
