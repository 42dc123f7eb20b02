import { handlePublic, readMetrics, requireMetricsAccess } from "@/lib/http";
import { getMetricsOperation } from "@/lib/http/operations/system";
import { getRuntime } from "@/lib/runtime";

export const GET = handlePublic(getMetricsOperation, async ({ ip }, _input, request) => {
  const { env, database } = getRuntime();
  requireMetricsAccess(request.headers, env.METRICS_TOKEN, ip);
  const headers = { "Content-Type": getMetricsOperation.contentType ?? "text/plain" };
  return new Response(await readMetrics(database.sql), { headers });
});
