import type { z } from "zod";
import { ID_PREFIXES, type IdKind } from "@/lib/core/id-format";
import type { Operation } from "@/lib/http/operation";
import type { Nameable } from "./estate";

/** @returns the names of a schema's fields. */
export const fieldsOf = (schema: Operation["query"]): string[] => Object.keys(schema?.shape ?? {});

/** @returns the parameters of a path with what each of them names. */
export function paramsOf(operation: Operation): [string, Nameable][] {
  return fieldsOf(operation.params).map((name) => {
    if (name === "name") return [name, "eventTypeName"];
    const schema = operation.params?.shape[name] as z.ZodType | undefined;
    const example = String(schema?.meta()?.example);
    const kind = Object.entries(ID_PREFIXES).find(([, prefix]) => example.startsWith(`${prefix}_`))?.[0] as IdKind;
    return [name, kind as Nameable];
  });
}

/** @returns the address of a call. */
export const pathOf = ({ path }: Operation, params: Record<string, string>, query = "") =>
  `${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ""))}${query && `?${query}`}`;
