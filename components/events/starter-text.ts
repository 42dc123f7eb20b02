import { sampleSchema } from "@/lib/client/json/sample-schema";
import type { EventType } from "@/lib/event-types/schemas";

/** @returns data to begin with: the type's example, else one made of its schema, else an empty object. */
export function starterText(type: EventType | undefined): string {
  if (type === undefined) return "{}";
  if (type.example !== null) return JSON.stringify(type.example, null, 2);
  const sampled = type.schema === null ? undefined : sampleSchema(type.schema);
  return sampled?.outcome === "sampled" ? JSON.stringify(sampled.value, null, 2) : "{}";
}
