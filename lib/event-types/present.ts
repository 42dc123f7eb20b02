import type { Prisma } from "@/lib/platform/db";
import { isOwn } from "./refuse-own";
import { EventType } from "./schemas";

type Row = Prisma.EventTypeGetPayload<object>;

const parseOrNull = (text: string | null): unknown => (text === null ? null : JSON.parse(text));

/** @returns the row as the API shows it. */
export function presentEventType(row: Row): EventType {
  return EventType.parse({
    ...row,
    schema: parseOrNull(row.schema),
    example: parseOrNull(row.example),
    own: isOwn(row.name),
  });
}

/** @returns a value as it is stored; undefined stays what it was. */
export function toText(value: unknown): string | null | undefined {
  if (value === undefined) return undefined;
  return value === null ? null : JSON.stringify(value);
}
