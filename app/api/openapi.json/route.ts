import { buildOpenApi, handlePublic } from "@/lib/http";
import { allOperations } from "@/lib/http/operations";
import { getOpenApiOperation } from "@/lib/http/operations/system";
import { publicUrl } from "@/lib/platform/env";
import { getRuntime } from "@/lib/runtime";

export const GET = handlePublic(getOpenApiOperation, async () =>
  Response.json(buildOpenApi(allOperations, publicUrl(getRuntime().env))),
);
