import { handlePublic } from "@/lib/http";
import { getLivenessOperation } from "@/lib/http/operations/system";

export const GET = handlePublic(getLivenessOperation, async () => ({ status: "live" as const }));
