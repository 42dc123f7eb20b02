import { sample } from "@stoplight/json-schema-sampler";

export type Sampled = { outcome: "sampled"; value: unknown } | { outcome: "refused"; message: string };

/** @returns a value that shows what a JSON Schema describes. Patterns are not followed, so it may need a hand. */
export function sampleSchema(schema: object): Sampled {
  try {
    const value: unknown = sample(schema, {}, schema);
    if (value === undefined)
      return { outcome: "refused", message: "The schema says too little to make an example of it." };
    return { outcome: "sampled", value };
  } catch (error) {
    return { outcome: "refused", message: error instanceof Error ? error.message : "No example could be made." };
  }
}
