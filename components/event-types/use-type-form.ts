"use client";

import { useMemo, useState } from "react";
import { useDebounce } from "use-debounce";
import { checkData, checkSchema, type JsonReport, placeFieldError } from "@/lib/client/json/check-json";
import { ProblemError } from "@/lib/client/fetcher";
import { inferSchema } from "@/lib/client/json/infer-schema";
import { readJson } from "@/lib/client/json/read-json";
import { sampleSchema } from "@/lib/client/json/sample-schema";
import type { EventType } from "@/lib/event-types/schemas";

const TYPING_MS = 250;
const FINE: JsonReport = { problems: [], isJson: true, isChecked: false };

export type TypeValues = {
  description: string | null;
  schema: Record<string, unknown> | null;
  example: unknown;
};

const textOf = (value: unknown): string => (value == null ? "" : JSON.stringify(value, null, 2));

/** The parts of a type that can be written: each checked while it is typed, and the example against the schema. */
export function useTypeForm(type: Pick<EventType, "description" | "schema" | "example">, refusal: Error | null) {
  const initial = { description: type.description ?? "", schema: textOf(type.schema), example: textOf(type.example) };
  const [description, setDescription] = useState(initial.description);
  const [schema, setSchema] = useState(initial.schema);
  const [example, setExample] = useState(initial.example);
  const [note, setNote] = useState<string>();
  const [settled] = useDebounce({ schema, example }, TYPING_MS, {
    equalityFn: (a, b) => a.schema === b.schema && a.example === b.example,
  });
  const reports = useMemo(() => reportsOf(settled), [settled]);
  const refused = refusal instanceof ProblemError ? refusal.fields : [];
  return {
    description,
    schema,
    example,
    note,
    setDescription,
    setSchema,
    setExample,
    isDirty: description !== initial.description || schema !== initial.schema || example !== initial.example,
    schemaReport: withRefusals(reports.schema, schema, refused, "schema"),
    exampleReport: withRefusals(reports.example, example, refused, "example"),
    descriptionError: refused.find(({ path }) => path === "description")?.message,
    /** A schema that the example satisfies. */
    infer: () => {
      const read = readJson(example);
      if (read.outcome === "broken") return setNote("Write an example first: the schema is made of it.");
      setNote("Made of the example. All of its fields are required: take out of required what may be missing.");
      setSchema(textOf(inferSchema(read.value)));
    },
    sample: () => {
      const read = readJson(schema);
      if (read.outcome === "broken" || typeof read.value !== "object" || read.value === null)
        return setNote("Write a schema first: the example is made of it.");
      const sampled = sampleSchema(read.value);
      if (sampled.outcome === "refused") return setNote(sampled.message);
      setNote("Made of the schema. Replace its values by telling ones.");
      setExample(textOf(sampled.value));
    },
    /** @returns what is to be saved; null while something is wrong. */
    read: (): TypeValues | null => {
      const now = reportsOf({ schema, example });
      if (now.schema.problems.length > 0 || !now.example.isJson) return null;
      return {
        description: description.trim() === "" ? null : description.trim(),
        schema: schema.trim() === "" ? null : (JSON.parse(schema) as Record<string, unknown>),
        example: example.trim() === "" ? null : (JSON.parse(example) as unknown),
      };
    },
  };
}
export type TypeForm = ReturnType<typeof useTypeForm>;

function reportsOf({ schema, example }: { schema: string; example: string }): {
  schema: JsonReport;
  example: JsonReport;
} {
  const ofSchema = schema.trim() === "" ? FINE : checkSchema(schema);
  const read = ofSchema.problems.length === 0 && schema.trim() !== "" ? readJson(schema) : undefined;
  const value = read?.outcome === "ok" ? (read.value as object) : null;
  return { schema: ofSchema, example: example.trim() === "" ? FINE : checkData(example, value) };
}

/** What the server found is shown where the browser found nothing. */
function withRefusals(
  report: JsonReport,
  text: string,
  refused: readonly { path: string; message: string }[],
  root: string,
): JsonReport {
  const own = refused.filter(({ path }) => path === root || path.startsWith(`${root}.`));
  if (own.length === 0 || report.problems.length > 0) return report;
  return { ...report, problems: own.map((field) => placeFieldError(text, field)) };
}
