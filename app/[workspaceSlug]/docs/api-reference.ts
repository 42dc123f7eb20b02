import { type ApiDocument, type ApiGroup, readApiReference } from "@/lib/client/api-reference";
import { buildOpenApi } from "@/lib/http";
import { allOperations } from "@/lib/http/operations";

const made = new Map<string, ApiGroup[]>();

/** @returns the reference made of the OpenAPI document, which is the same for as long as the process runs. */
export function apiReference(origin: string): ApiGroup[] {
  const known = made.get(origin);
  if (known !== undefined) return known;
  const document = JSON.parse(JSON.stringify(buildOpenApi(allOperations, origin))) as ApiDocument;
  const reference = readApiReference(document, origin);
  made.set(origin, reference);
  return reference;
}
