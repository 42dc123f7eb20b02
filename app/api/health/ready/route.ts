import { handlePublic, readReadiness } from "@/lib/http";
import { getReadinessOperation } from "@/lib/http/operations/system";
import { getRuntime } from "@/lib/runtime";

export const GET = handlePublic(getReadinessOperation, async () => {
  const readiness = await readReadiness(getRuntime());
  return Response.json(readiness, { status: readiness.status === "not_ready" ? 503 : 200 });
});
