import type { Prisma } from "@/lib/platform/db";
import { ApiKey } from "./schemas";

type Row = Prisma.ApiKeyGetPayload<object>;

/** @returns the key as it may be shown: never its hash. */
export function presentApiKey(row: Row): ApiKey {
  return ApiKey.parse({ ...row, prefix: `ph_${row.publicId}` });
}
